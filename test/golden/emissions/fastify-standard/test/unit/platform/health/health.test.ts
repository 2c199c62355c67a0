import { describe, expect, it, vi } from 'vitest';
import { HealthChecks } from '../../../../src/platform/health/health.ts';
import { createLogger } from '../../../../src/platform/logging/logger.ts';

const silent = createLogger({ LOG_LEVEL: 'silent' });

const never = (): Promise<never> => new Promise(() => undefined);

describe('HealthChecks', () => {
  it('are ready when started and every dependency answers', async () => {
    const health = new HealthChecks(silent);
    health.register('database', () => Promise.resolve());
    await health.completeStart();
    expect(await health.ready()).toMatchObject({ status: 'ok', checks: { database: { status: 'ok' } } });
  });

  it('are not ready before the start is complete', async () => {
    const health = new HealthChecks(silent);
    expect(await health.ready()).toEqual({ status: 'unavailable', checks: {} });
    expect(health.started).toBe(false);
  });

  it('are ready as soon as the start is complete, whoever has just asked', async () => {
    const health = new HealthChecks(silent);
    await health.ready();
    await health.completeStart();
    expect(await health.ready()).toEqual({ status: 'ok', checks: {} });
  });

  it('say which dependency fails, and nothing of why', async () => {
    const health = new HealthChecks(silent);
    health.register('database', () => Promise.reject(new Error('connect to db.internal:5432')));
    health.register('cache', () => Promise.resolve());
    await health.completeStart();
    const readiness = await health.ready();
    expect(readiness).toMatchObject({
      status: 'unavailable',
      checks: { database: { status: 'unavailable' }, cache: { status: 'ok' } },
    });
    expect(JSON.stringify(readiness)).not.toContain('db.internal');
  });

  it('log why a dependency fails, and that it is back, once', async () => {
    vi.useFakeTimers();
    const lines: string[] = [];
    const health = new HealthChecks(createLogger({ LOG_LEVEL: 'info' }, { write: (line) => lines.push(line) }));
    let down = true;
    health.register('database', () => (down ? Promise.reject(new Error('no route to host')) : Promise.resolve()));
    for (const state of [false, true, true, false, false]) {
      down = state;
      await health.ready();
      vi.advanceTimersByTime(1000);
    }
    vi.useRealTimers();
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { level: 'warn', dependency: 'database', err: { message: 'no route to host' } },
      { level: 'info', dependency: 'database' },
    ]);
  });

  it('do not wait longer than the time-out of a check', async () => {
    const health = new HealthChecks(silent);
    health.register('database', never, { timeoutMs: 20 });
    await health.completeStart();
    const { status, checks } = await health.ready();
    expect(status).toBe('unavailable');
    expect(checks['database']?.latencyMs).toBeLessThan(1000);
  });

  it('ask the dependencies once for many probes at the same time', async () => {
    const check = vi.fn(() => Promise.resolve());
    const health = new HealthChecks(silent);
    health.register('database', check);
    await health.completeStart();
    await Promise.all([health.ready(), health.ready(), health.ready()]);
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('complete the start once its checks pass', async () => {
    const health = new HealthChecks(silent);
    let migrated = false;
    health.registerStart(() => (migrated ? Promise.resolve() : Promise.reject(new Error('not migrated'))));
    await expect(health.completeStart()).rejects.toThrow('not migrated');
    expect(health.started).toBe(false);
    migrated = true;
    await health.completeStart();
    expect(health.started).toBe(true);
  });
});
