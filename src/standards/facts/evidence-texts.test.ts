import { describe, expect, it } from 'vitest';
import { smallServer } from '../testing/small-server.ts';
import { sectionsAbout, sectionsOf } from './markdown.ts';
import { programTexts } from './program-texts.ts';
import { testsThat } from './tests-that.ts';

const file = (body: string): string => `import { expect, it, describe } from 'vitest';\n${body}\n`;
const inTest = (body: string) => smallServer({ 'test/a.test.js': file(body) });

describe('tests that say something', () => {
  it.each([
    ["it('x', async () => { expect((await get()).status).toBe(429); });"],
    ["it.each([429])('x', (status) => { expect(status).toBe(limit); });"],
    ["describe('y', () => { test('x', () => { expect(a).toEqual({ code: 429 }); }); });"],
  ])('are found: %s', (body) => {
    expect(testsThat(inTest(body), { says: [429] })).toEqual([{ path: 'test/a.test.js', line: 2 }]);
  });

  it.each([
    ["it('429', () => { expect(1).toBe(1); });"],
    ["it.skip('x', () => { expect(a).toBe(429); });"],
    ["describe.skip('y', () => { it('x', () => { expect(a).toBe(429); }); });"],
    ["it.todo('x');"],
    ["it('x', () => { // 429\n expect(a).toBe(1); });"],
    ['const limit = 429;\nit("x", () => { expect(a).toBe(1); });'],
  ])('are not found: %s', (body) => {
    expect(testsThat(inTest(body), { says: [429] })).toEqual([]);
  });

  it('may be asked for more of their file, title and path', () => {
    const repository = inTest("const code = 'slow';\nit('is refused', () => { expect(a).toBe('Retry-After'); });");
    expect(
      testsThat(repository, { says: ['retry-after'], file: ['slow'], title: /refused/, in: /a\.test/ }),
    ).toHaveLength(1);
    expect(testsThat(repository, { says: ['retry-after'], title: /accepted/ })).toEqual([]);
    expect(testsThat(repository, { says: ['retry-after'], file: ['fast'] })).toEqual([]);
  });
});

describe('documents', () => {
  const text = `Before.

# Title
<!-- ## Hidden -->
Words of the title.

## Backup
\`\`\`sh
# not a heading
pg_dump
\`\`\`

### Empty
`;

  it('have sections, with the headings above them', () => {
    expect(sectionsOf('a.md', text).map(({ heading, under, place }) => [heading, under, place.line])).toEqual([
      ['', [], 1],
      ['Title', [], 3],
      ['Backup', ['Title'], 7],
      ['Empty', ['Title', 'Backup'], 13],
    ]);
  });

  it('are found by heading and words, but not the work plan, nor what says nothing', () => {
    const repository = smallServer({ 'docs/a.md': text, 'TODO_backend-architect.md': text });
    expect(sectionsAbout(repository, { heading: /backup/i, says: [/pg_dump/], words: 1 })).toEqual([
      { path: 'docs/a.md', line: 7 },
    ]);
    expect(sectionsAbout(repository, { heading: /empty/i })).toEqual([]);
    expect(sectionsAbout(repository, { heading: /hidden/i, words: 1 })).toEqual([]);
  });
});

describe('commands', () => {
  it('are found where they can be run, and not in comments', () => {
    const found = (files: Readonly<Record<string, string>>) => programTexts(smallServer(files), /pg_dump/).length;
    expect(found({ 'scripts/backup.sh': 'pg_dump "$1"\n' })).toBe(1);
    expect(found({ 'scripts/backup.sh': '# pg_dump "$1"\n' })).toBe(0);
    expect(found({ 'src/main.js': "spawn('pg_dump');\n" })).toBe(1);
    expect(found({ 'src/main.js': 'start();\n', 'src/other.js': "spawn('pg_dump');\n" })).toBe(0);
  });
});
