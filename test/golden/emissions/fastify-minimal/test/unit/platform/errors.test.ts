import { describe, expect, it } from 'vitest';
import {
  AppError,
  ConflictError,
  NotFoundError,
  UnavailableError,
  ValidationError,
} from '../../../src/platform/errors.ts';

class TakenError extends ConflictError {
  static override readonly code: string = 'TAKEN';
}

describe('application errors', () => {
  it('carry the code and the kind of their class', () => {
    const error = new NotFoundError('No such thing.');
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      name: 'NotFoundError',
      code: 'NOT_FOUND',
      kind: 'not-found',
      message: 'No such thing.',
    });
    expect(error.entries).toEqual([{ code: 'NOT_FOUND', message: 'No such thing.' }]);
  });

  it('of a subclass have its code and the kind it inherits', () => {
    const error = new TakenError('Taken.', { field: 'name', details: { by: 'somebody' } });
    expect(error).toMatchObject({ name: 'TakenError', code: 'TAKEN', kind: 'conflict' });
    expect(error.entries).toEqual([{ code: 'TAKEN', message: 'Taken.', field: 'name', details: { by: 'somebody' } }]);
  });

  it('of validation have one entry for each issue', () => {
    const error = new ValidationError([
      { field: 'a', message: 'Too short.' },
      { field: 'b.0.c', message: 'Too long.' },
    ]);
    expect(error.entries).toEqual([
      { code: 'VALIDATION_FAILED', field: 'a', message: 'Too short.' },
      { code: 'VALIDATION_FAILED', field: 'b.0.c', message: 'Too long.' },
    ]);
  });

  it('keep their cause for the log, out of the entries', () => {
    const cause = new Error('connect ECONNREFUSED');
    const error = new UnavailableError(2, { cause });
    expect(error).toMatchObject({ cause, retryAfterSeconds: 2 });
    expect(JSON.stringify(error.entries)).not.toContain('ECONNREFUSED');
  });
});
