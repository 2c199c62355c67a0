import { describe, expect, it } from 'vitest';
import { baseDocument, BaseBranchError, type Git } from '../../../scripts/openapi/base-document.ts';

/** A repository with these objects; everything else is not there. */
const repository =
  (objects: Readonly<Record<string, string>>): Git =>
  (...args) =>
    objects[args.at(-1) ?? ''];

describe('baseDocument', () => {
  it('is the committed one where there is no pull request, or nothing', () => {
    expect(baseDocument('', repository({ 'HEAD:./openapi.json': '{}' }))).toBe('{}');
    expect(baseDocument('', repository({}))).toBeUndefined();
  });

  it('is that of the branch a pull request goes to', () => {
    const git = repository({
      'origin/main^{commit}': 'd1a3f5',
      'origin/main:./openapi.json': '{"of":"main"}',
      'HEAD:./openapi.json': '{"of":"HEAD"}',
    });

    expect(baseDocument('main', git)).toBe('{"of":"main"}');
  });

  it('is nothing when that branch has no document, and an error when there is no such branch', () => {
    const git = repository({ 'origin/main^{commit}': 'd1a3f5', 'HEAD:./openapi.json': '{}' });

    expect(baseDocument('main', git)).toBeUndefined();
    expect(() => baseDocument('release', git)).toThrow(BaseBranchError);
  });
});
