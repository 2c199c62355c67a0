import { expect, it } from 'vitest';
import { loadEnvironment } from '../../../../src/config/environment.ts';
import { productionEnvironment } from '../../../support/production.ts';

it('the limits cannot be off in production', () => {
  const load = (): unknown => loadEnvironment({ ...productionEnvironment(), RATE_LIMIT_ENABLED: 'false' });
  expect(load).toThrow('RATE_LIMIT_ENABLED: cannot be off in production.');
});

it('the limits are on unless somebody turns them off for a load test', () => {
  expect(loadEnvironment(productionEnvironment()).RATE_LIMIT_ENABLED).toBe(true);
  expect(loadEnvironment({ NODE_ENV: 'test', RATE_LIMIT_ENABLED: 'false' }).RATE_LIMIT_ENABLED).toBe(false);
});
