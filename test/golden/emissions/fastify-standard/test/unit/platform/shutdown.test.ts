import { afterEach, describe, expect, it, vi } from 'vitest';
import { Drain } from '../../../src/platform/http/drain.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import type { Platform } from '../../../src/platform/platform.ts';
import { shutDownOn } from '../../../src/platform/shutdown.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an error that nobody caught', () => {
  it.each(['uncaughtException', 'unhandledRejection'])('ends the process at once, with its reason: %s', (event) => {
    const listeners = new Map<string | symbol, (error: unknown) => void>();
    vi.spyOn(process, 'on').mockImplementation((name, listener) => {
      listeners.set(name, listener);
      return process;
    });
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    const lines: string[] = [];
    const logger = createLogger({ LOG_LEVEL: 'info' }, { write: (line) => lines.push(line) });
    const drain = new Drain();
    // All that is asked for here.
    const platform = { logger, env: { SHUTDOWN_GRACE: 0, SHUTDOWN_TIMEOUT: 1 } } as Platform;

    shutDownOn(['SIGTERM'], { platform, drain, server: { close: () => Promise.resolve() } });
    listeners.get(event)?.(new Error('What is this?'));

    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
    expect(drain.begun).toBe(false);
    expect(lines.join('')).toMatch(/"level":"fatal".*What is this/);
  });
});
