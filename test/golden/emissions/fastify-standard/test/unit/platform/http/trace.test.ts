import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestContextOf, requestIdOf } from '../../../../src/platform/http/trace.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('requestIdOf', () => {
  it("keeps the caller's id when it is safe", () => {
    for (const id of ['12345678', 'A.b_c-9-long-enough', 'x'.repeat(128)]) expect(requestIdOf(id)).toBe(id);
  });

  it('makes a new one otherwise', () => {
    for (const id of [
      undefined,
      '',
      '1234567',
      'x'.repeat(129),
      'with blanks',
      'new\nline',
      ['12345678', '12345678'],
    ]) {
      expect(requestIdOf(id)).toMatch(UUID);
    }
  });

  it('never lets anything but the safe characters through', () => {
    fc.assert(fc.property(fc.string({ maxLength: 140 }), (id) => /^[A-Za-z0-9._-]{8,128}$/.test(requestIdOf(id))));
  });
});

describe('requestContextOf', () => {
  it('continues a valid trace', () => {
    const context = requestContextOf('request-id', `00-${TRACE}-${PARENT}-00`);
    expect(context).toEqual({ requestId: 'request-id', traceId: TRACE });
  });

  it('starts a new one when the header is not valid', () => {
    const zero = '0'.repeat(32);
    const invalid = [
      undefined,
      `01-${TRACE}-${PARENT}-01`,
      `00-${zero}-${PARENT}-01`,
      `00-${TRACE}-${'0'.repeat(16)}-01`,
      `00-${TRACE.toUpperCase()}-${PARENT}-01`,
      `00-${TRACE}-${PARENT}-01-more`,
    ];
    for (const header of invalid) {
      const { traceId } = requestContextOf('request-id', header);
      expect(traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      expect(traceId).not.toBe(TRACE);
    }
  });
});
