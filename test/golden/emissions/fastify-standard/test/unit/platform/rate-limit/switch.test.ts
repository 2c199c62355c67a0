import { expect, it } from 'vitest';
import { environmentSchema } from '../../../../src/config/schema.ts';
import { createRateLimits } from '../../../../src/platform/rate-limit/rate-limits.ts';

const redis = { client: undefined, close: () => Promise.resolve() };
const envWith = (changes: object) => ({ ...environmentSchema.parse({}), ...changes });

it('the limits cannot be off in production', () => {
  const env = envWith({ NODE_ENV: 'production', RATE_LIMIT_ENABLED: false });
  expect(() => createRateLimits({ env, redis })).toThrow('RATE_LIMIT_ENABLED: cannot be off in production.');
});

it.each([
  { NODE_ENV: 'production', RATE_LIMIT_ENABLED: true },
  { NODE_ENV: 'test', RATE_LIMIT_ENABLED: false },
])('limits are made with %j', (changes) => {
  expect(createRateLimits({ env: envWith(changes), redis })).toBeDefined();
});
