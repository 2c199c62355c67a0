import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { responsesOf } from '../../../../src/platform/http/openapi-responses.ts';
import type { Operation } from '../../../../src/platform/http/operation.ts';
import { sampleOperation } from '../http/sample-operation.ts';

const codesOf = (idempotency: Pick<Operation, 'idempotency'>): string[] => {
  const post = sampleOperation({ method: 'POST', body: z.strictObject({}), ...idempotency });
  const descriptions = Object.values(responsesOf(post)).map(({ description = '' }) => description);
  return descriptions.flatMap((text) => text.match(/IDEMPOTENCY_\w+/g) ?? []).sort();
};

const refused = ['IDEMPOTENCY_ANSWER_LOST', 'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED'];

describe('the document', () => {
  it('names what an Idempotency-Key can be refused for, where one is honoured', () => {
    expect(codesOf({ idempotency: 'accepted' })).toEqual(refused);
    expect(codesOf({ idempotency: 'required' })).toEqual([
      'IDEMPOTENCY_ANSWER_LOST',
      'IDEMPOTENCY_IN_PROGRESS',
      'IDEMPOTENCY_KEY_REQUIRED',
      'IDEMPOTENCY_KEY_REUSED',
    ]);
    expect(codesOf({})).toEqual([]);
  });
});
