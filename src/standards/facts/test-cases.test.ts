import { describe, expect, it } from 'vitest';
import { repositoryOf } from '../repository/memory-repository.ts';
import { runningTest, testsAbout } from './test-cases.ts';

const repositoryWith = (text: string) => repositoryOf(new Map([['test/a.test.ts', text]]));

const found = (text: string, about = /books/): boolean => testsAbout(repositoryWith(text), { about }).length > 0;

describe('tests', () => {
  it.each([
    "it('reads books', () => { expect(1).toBe(1); });",
    "test('reads books', async () => { assert.equal(1, 1); });",
    "describe('books', () => { it('are read', () => expect(1).toBe(1)); });",
    "it.each([1, 2])('reads books %s', (n) => { expect(n).toBe(n); });",
    "describe.each(x)('books', () => { test.concurrent('are read', () => { expect(1).toBe(1); }); });",
    "it.skipIf(isWindows)('reads books', () => { expect(1).toBe(1); });",
    "test('reads books', { timeout: 5 }, () => { assert.ok(true); });",
    'it(`reads books of ${name}`, function () { should.exist(1); });',
    "for (const x of [1]) { it('reads books', () => { expect(x).toBe(1); }); }",
  ])('are found: %s', (text) => {
    expect(found(text)).toBe(true);
  });

  it.each([
    "it.skip('reads books', () => { expect(1).toBe(1); });",
    "it.todo('reads books'); expect(1);",
    "xit('reads books', () => { expect(1).toBe(1); });",
    "describe.skip('books', () => { it('are read', () => { expect(1).toBe(1); }); });",
    "xdescribe('books', () => { it('are read', () => { expect(1).toBe(1); }); });",
    "test('reads books', { skip: true }, () => { assert.ok(true); });",
    "test('reads books', { todo: 'later' }, () => { assert.ok(true); });",
    "it('reads books', () => {}); expect(1);",
    "it('reads books'); expect(1);",
    "it('reads books', () => { read(); });",
    "// it('reads books', () => { expect(1).toBe(1); });",
    'const text = "it(\'reads books\', () => {})"; expect(text);',
    "it('reads books', () => { expect(1",
    "it('reads pages', () => { expect('books').toBe(1); });",
  ])('are not found: %s', (text) => {
    expect(found(text)).toBe(false);
  });

  it('are found by what their file uses, comments apart', () => {
    const text = "// etag\nit('reads books', () => { expect(answer.status).toBe(304); });";
    const query = { about: /books/, using: [/^304$/] };
    expect(testsAbout(repositoryWith(text), query)).toEqual([{ path: 'test/a.test.ts', line: 2 }]);
    expect(testsAbout(repositoryWith(text), { about: /books/, using: [/etag/] })).toEqual([]);
    expect(testsAbout(repositoryWith(text), { ...query, in: /e2e/ })).toEqual([]);
  });

  it('are found by their file', () => {
    const text = "it.skip('a', () => {});\nit('b', () => { expect(1).toBe(1); });";
    expect(runningTest(repositoryWith(text), 'test/a.test.ts')).toEqual({ path: 'test/a.test.ts', line: 2 });
    expect(runningTest(repositoryWith(text), 'test/none.test.ts')).toBeUndefined();
  });
});
