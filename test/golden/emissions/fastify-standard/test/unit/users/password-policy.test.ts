import { describe, expect, it } from 'vitest';

import { isCommonPassword } from '../../../src/modules/users/domain/common-passwords.ts';
import { passwordProblem } from '../../../src/modules/users/domain/password-policy.ts';

const rules = { minLength: 12, email: 'grace.hopper@example.test' };
const problemOf = (password: string, minLength = 12) => passwordProblem(password, { ...rules, minLength });

describe('the password rules', () => {
  it('ask for 12 to 128 characters', () => {
    expect(problemOf('x7'.repeat(5) + 'y')).toMatch('at least 12');
    expect(problemOf('x7'.repeat(6))).toBeUndefined();
    expect(problemOf('x7'.repeat(64))).toBeUndefined();
    expect(problemOf('x7'.repeat(64) + 'y')).toMatch('at most 128');
  });

  it('count characters, not bytes or code units, in the form in which they are hashed', () => {
    expect(problemOf('🔑🗝'.repeat(6))).toBeUndefined();
    expect(problemOf('🔑'.repeat(6))).toMatch('at least 12');
    expect(problemOf('e\u0301'.repeat(6))).toMatch('at least 12');
  });

  it('cannot be configured below eight characters', () => {
    expect(problemOf('kqz7wvx', 1)).toMatch('at least 8');
    expect(problemOf('kqz7wvxp', 1)).toBeUndefined();
    expect(problemOf('x7'.repeat(40), 1000)).toBeUndefined();
  });

  it('ask for no kinds of characters', () => {
    expect(problemOf('only lower case words here')).toBeUndefined();
    expect(problemOf('            ..')).toBeUndefined();
  });

  it('refuse common passwords, whatever the case', () => {
    expect(problemOf('UnBelievable')).toMatch('most common');
    expect(problemOf('1234567890123')).toMatch('most common');
    expect(problemOf('TrustNo1', 8)).toMatch('most common');
    expect(isCommonPassword('correct horse battery staple')).toBe(false);
  });

  it('refuse the name of the e-mail address, unless it is too short to tell', () => {
    expect(problemOf('my Grace.Hopper password')).toMatch('e-mail');
    expect(passwordProblem('a jolly good passphrase', { minLength: 12, email: 'jo@example.test' })).toBeUndefined();
  });

  it('refuse halves of characters', () => {
    expect(problemOf('\ud83d'.repeat(12))).toMatch('whole');
  });
});
