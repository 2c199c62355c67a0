import * as fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { list } from './template-helpers.ts';

describe('list', () => {
  it('lays a list out as the formatter would, whatever the length of its items', async () => {
    const word = fc.stringMatching(/^[a-z]{1,40}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 12 }), async (words) => {
        const items = words.map((text, index) => `${text}_${String(index)}`);
        const line = `${list(items, { prefix: 'import {', suffix: "} from './words.ts';", spaced: true })}\n`;
        const formatted = await format(line, { parser: 'typescript', printWidth: 120, singleQuote: true });
        expect(line).toBe(formatted);
      }),
      { numRuns: 100 },
    );
  });
});
