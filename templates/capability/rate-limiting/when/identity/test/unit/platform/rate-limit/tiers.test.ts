import { describe, expect, it } from 'vitest';
import { loadEnvironment } from '../../../../src/config/environment.ts';
import { budgetOf, tierLimits } from '../../../../src/platform/rate-limit/tiers.ts';

const address = '203.0.113.7';

describe('budgetOf', () => {
  it('counts a request that nobody signed in to make by its address', () => {
    const budget = budgetOf({ path: '/api/v1/products', address, userId: undefined });
    expect(budget).toEqual({ tier: 'anonymous', key: address });
  });

  it('counts a user wherever the request comes from', () => {
    const budget = budgetOf({ path: '/api/v1/products', address, userId: 'u1' });
    expect(budget).toEqual({ tier: 'user', key: 'u1' });
  });

  it.each([undefined, 'u1'])('counts the routes that take credentials by address, whoever calls', (userId) => {
    expect(budgetOf({ path: '/api/v1/auth/login', address, userId })).toEqual({ tier: 'auth', key: address });
    expect(budgetOf({ path: '/api/v2/auth/login', address, userId })).toEqual({ tier: 'auth', key: address });
  });
});

describe('tierLimits', () => {
  it('are those of the environment; credentials that do not hold have the budget of nobody', () => {
    const given = { RATE_LIMIT_ANONYMOUS: '1', RATE_LIMIT_USER: '2', RATE_LIMIT_AUTH: '3' };
    const limits = tierLimits(loadEnvironment({ NODE_ENV: 'test', ...given }));
    expect(limits).toMatchObject({ anonymous: 1, user: 2, auth: 3, credentials: 1 });
  });
});
