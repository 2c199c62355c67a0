import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NotFoundError } from '../../../../src/platform/errors.ts';
import { defineOperation, type Operation } from '../../../../src/platform/http/operation.ts';
import { validateRequest } from '../../../../src/platform/http/request-validation.ts';

const operation = defineOperation({
  id: 'createThing',
  method: 'POST',
  path: '/api/v1/boxes/{box}/things',
  tag: 'things',
  summary: 'Create a thing',
  params: z.strictObject({ box: z.string().regex(/^\d+$/).transform(Number) }),
  query: z.strictObject({ dry: z.enum(['true']).optional() }),
  body: z.strictObject({ name: z.string().min(1) }),
  success: { status: 201, data: z.object({ name: z.string() }) },
});
const bare: Operation = { ...operation, params: undefined, query: undefined, body: undefined };

const good = { params: { box: '7' }, query: {}, body: { name: 'Lid' } };

describe('validateRequest', () => {
  it('gives each part the form of its schema', () => {
    expect(validateRequest(operation, good)).toEqual({ ...good, params: { box: 7 } });
  });

  it('takes a path parameter that breaks its schema for the id of nothing', () => {
    expect(() => validateRequest(operation, { ...good, params: { box: 'seven' } })).toThrow(NotFoundError);
  });

  it('names everything that is wrong at once, in the body and in the query', () => {
    const request = { ...good, query: { dry: 'perhaps', nope: '1' }, body: { name: '', other: 1 } };
    expect(() => validateRequest(operation, request)).toThrow(
      expect.objectContaining({
        entries: ['name', 'other', 'dry', 'nope'].map((field): unknown => expect.objectContaining({ field })),
      }),
    );
  });

  it('refuses what the operation does not have, but for a body that is nothing', () => {
    expect(validateRequest(bare, { params: {}, query: {}, body: undefined })).toMatchObject({ params: undefined });
    const refused = { code: 'VALIDATION_FAILED' };
    expect(() => validateRequest(bare, { ...good, query: { nope: '1' }, body: null })).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => validateRequest(bare, good)).toThrow(expect.objectContaining(refused));
  });

  it('bounds the number of entries', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_value, index) => [`unknown${index}`, '1']));
    try {
      validateRequest(operation, { ...good, query: many, body: many });
    } catch (error) {
      expect(error).toHaveProperty('entries.length', 50);
    }
    expect.assertions(1);
  });
});
