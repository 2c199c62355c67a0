import { describe, expect, it } from 'vitest';
import { holdsToken, metricsAccess } from '../../../../src/platform/metrics/metrics-access.ts';

const token = 'a-token-of-thirty-two-characters';

describe('metricsAccess', () => {
  it.each([
    ['open', { NODE_ENV: 'development' }],
    ['open', { NODE_ENV: 'test', METRICS_TOKEN: token }],
    ['by-token', { NODE_ENV: 'production', METRICS_TOKEN: token }],
    ['closed', { NODE_ENV: 'production' }],
    ['closed', { NODE_ENV: 'production', METRICS_TOKEN: token, METRICS_PORT: 9464 }],
    ['closed', { NODE_ENV: 'development', METRICS_PORT: 9464 }],
  ])('is %s on the main port with %j', (access, env) => {
    expect(metricsAccess(env)).toBe(access);
  });
});

describe('holdsToken', () => {
  it.each([`Bearer ${token}`, `bearer ${token}`, `Bearer  ${token}`])('accepts %j', (authorization) => {
    expect(holdsToken(authorization, token)).toBe(true);
  });

  it.each([
    undefined,
    '',
    token,
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    'Bearer',
    'Bearer  ',
  ])('refuses %j', (authorization) => {
    expect(holdsToken(authorization, token)).toBe(false);
  });
});
