import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

const readmeWith = (auth: readonly string[]): string => emitWith({ auth }).emission.get('README.md')?.content ?? '';

describe('ordering', () => {
  it('has its routes in the table of the README, with who may call them', () => {
    const withAccounts = readmeWith(['jwt']);
    expect(withAccounts).toContain('| `POST /api/v1/orders` | whoever is signed in |');
    expect(withAccounts).toContain('| `POST /api/v1/orders/{id}/cancel` | its owner |');
  });

  it('lets everybody order, and nobody cancel, where there are no accounts', () => {
    const withoutAccounts = readmeWith([]);
    expect(withoutAccounts).toContain('| `POST /api/v1/orders` | everybody |');
    expect(withoutAccounts).not.toContain('/cancel');
  });

  it('is left out with a domain that is not the shop', () => {
    expect(emitWith({ preset: 'minimal', auth: [] }).features).not.toContain('ordering');
  });

  it('says why it is refused there', () => {
    expect(() => emitWith({ preset: 'minimal', auth: [], with: ['ordering'] })).toThrow('smaller sample');
    expect(() => emitWith({ model: {}, with: ['ordering'] })).toThrow('the domain is another one');
  });
});
