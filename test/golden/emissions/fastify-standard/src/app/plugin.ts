import type { Drain } from '../platform/http/drain.ts';
import type { Platform } from '../platform/platform.ts';

/** What every plugin of the application is registered with. */
export interface PluginOptions {
  readonly platform: Platform;
  readonly drain: Drain;
}
