import { describe, expect, it, vi } from 'vitest';
import { HealthChecks } from '../../../../src/platform/health/health.ts';

const never = (): Promise<never> => new Promise(() => undefined);

describe('HealthChecks', () => {
  it('are ready when started and every dependency answers', async () => {
    const health = new HealthChecks();
    health.register('database', () => Promise.resolve());
    await health.completeStart();
    expect(await health.ready()).toMatchObject({ status: 'ok', checks: { database: { status: 'ok' } } });
  });

  it('are not ready before the start is complete', async () => {
    const health = new HealthChecks();
    expect(await health.ready()).toEqual({ status: 'unavailable', checks: {} });
    expect(health.started).toBe(false);
  });

  it('say which dependency fails, and nothing of why', async () => {
    const health = new HealthChecks();
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

  it('do not wait longer than the time-out of a check', async () => {
    const health = new HealthChecks();
    health.register('database', never, { timeoutMs: 20 });
    await health.completeStart();
    const { status, checks } = await health.ready();
    expect(status).toBe('unavailable');
    expect(checks['database']?.latencyMs).toBeLessThan(1000);
  });

  it('ask the dependencies once for many probes at the same time', async () => {
    const check = vi.fn(() => Promise.resolve());
    const health = new HealthChecks();
    health.register('database', check);
    await health.completeStart();
    await Promise.all([health.ready(), health.ready(), health.ready()]);
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('complete the start once its checks pass', async () => {
    const health = new HealthChecks();
    let migrated = false;
    health.registerStart(() => (migrated ? Promise.resolve() : Promise.reject(new Error('not migrated'))));
    await expect(health.completeStart()).rejects.toThrow('not migrated');
    expect(health.started).toBe(false);
    migrated = true;
    await health.completeStart();
    expect(health.started).toBe(true);
  });
});
