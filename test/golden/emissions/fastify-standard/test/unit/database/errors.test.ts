import { describe, expect, it } from 'vitest';
import {
  isUnavailable,
  isUsableAfter,
  sqlStateOf,
  translateDatabaseError,
} from '../../../src/platform/database/errors.ts';
import { ConflictError, UnavailableError, ValidationError } from '../../../src/platform/errors.ts';

const reported = (code: string, constraint?: string): Error =>
  Object.assign(new Error('said PostgreSQL'), { code, severity: 'ERROR', constraint });

describe('translateDatabaseError', () => {
  const fields = { users_email_key: 'email', orders_user_id_fkey: 'userId' };

  it('says which value is taken', () => {
    const error = translateDatabaseError(reported('23505', 'users_email_key'), fields);

    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ entries: [{ code: 'CONFLICT', field: 'email' }] });
  });

  it.each([
    ['23503', 'orders_user_id_fkey', 'userId'],
    ['23514', 'users_email_key', 'email'],
  ])('says which value breaks a rule: %s', (code, constraint, field) => {
    const error = translateDatabaseError(reported(code, constraint), fields);

    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ entries: [{ field }] });
  });

  it('does without the field when it does not know the constraint', () => {
    const error = translateDatabaseError(reported('23505', 'other_key'), fields);

    expect(error).not.toHaveProperty('entries.0.field');
  });

  it('never repeats the words of the database, and keeps them as the cause', () => {
    const cause = reported('23505', 'users_email_key');
    const error = translateDatabaseError(cause, fields);

    expect(JSON.stringify(error)).not.toContain('PostgreSQL');
    expect(error).toHaveProperty('cause', cause);
  });

  it('takes a number that grew too large for a conflict', () => {
    expect(translateDatabaseError(reported('22003'))).toBeInstanceOf(ConflictError);
  });

  it('returns what it does not know', () => {
    for (const error of [reported('42601'), new TypeError('x'), undefined, 'text']) {
      expect(translateDatabaseError(error)).toBe(error);
    }
  });

  it.each(['08006', '53300', '57P01', '57014', '40001', '40P01', '55P03'])('takes %s for passing trouble', (code) => {
    expect(translateDatabaseError(reported(code))).toBeInstanceOf(UnavailableError);
  });
});

describe('isUnavailable', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])('knows %s', (code) => {
    expect(isUnavailable(Object.assign(new Error('socket'), { code }))).toBe(true);
  });

  it('looks into the failures of a host with several addresses', () => {
    const inner = Object.assign(new Error('socket'), { code: 'ECONNREFUSED' });

    expect(isUnavailable(new AggregateError([inner]))).toBe(true);
    expect(isUnavailable(new AggregateError([new Error('other')]))).toBe(false);
  });

  it.each(['timeout exceeded when trying to connect', 'Connection terminated unexpectedly', 'Query read timeout'])(
    'knows the driver’s words: %s',
    (message) => {
      expect(isUnavailable(new Error(message))).toBe(true);
    },
  );

  it.each(['23505', '42P01', '28P01', '3D000', '22P02'])('is not misled by %s', (code) => {
    expect(isUnavailable(reported(code))).toBe(false);
  });
});

describe('isUsableAfter', () => {
  it.each(['57014', '40001', '53200', '55P03', '23505'])('lets a connection go on after %s', (code) => {
    expect(isUsableAfter(reported(code))).toBe(true);
  });

  it.each(['08006', '57P01', '57P02', '57P03', '57P05', '25P03', '25P04', '25006'])('knows that %s ends it', (code) => {
    expect(isUsableAfter(reported(code))).toBe(false);
  });

  it('trusts no connection that broke on the way', () => {
    expect(isUsableAfter(new Error('Query read timeout'))).toBe(false);
  });
});

describe('sqlStateOf', () => {
  it('finds the state in the cause', () => {
    expect(sqlStateOf(new UnavailableError(1, { cause: reported('40001') }))).toBe('40001');
  });

  it('does not take other codes for one', () => {
    expect(sqlStateOf(Object.assign(new Error('socket'), { code: 'EPIPE' }))).toBeUndefined();
  });
});
