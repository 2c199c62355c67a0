import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

describe('Redis', () => {
  it('is in the compose file and in the environment of the application there', () => {
    const { emission } = emitWith({ with: ['rate-limiting'] });
    const compose = emission.get('compose.yaml')?.content ?? '';
    expect(compose).toContain('redis-cli');
    expect(compose).toMatch(/REDIS_URL: '?redis:\/\/redis:6379/);
    expect(emission.get('.env.example')?.content).toContain('#REDIS_URL=');
  });

  it('is not there when nothing needs it', () => {
    const { features, emission } = emitWith({ preset: 'minimal', auth: [] });
    expect(features).not.toContain('redis');
    const traces = [...emission].filter(([path, { content }]) => /ioredis|REDIS_URL/.test(path + content));
    expect(traces.map(([path]) => path)).toEqual([]);
  });
});
