import { loadEnvironment } from '../../../../src/config/environment.ts';
import { createLogger } from '../../../../src/platform/logging/logger.ts';
import type { Platform } from '../../../../src/platform/platform.ts';

const env = { ...loadEnvironment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }), BODY_LIMIT: 1000 };

/** As much of a platform as the HTTP layer itself asks for. No module here uses any other part. */
export const testPlatform = { env, logger: createLogger(env) } as Platform;
