import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environmentSchema } from '../../src/config/schema.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const namesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const checks = z.array(z.object({ group: z.string(), run: z.string() })).parse(JSON.parse(read('scripts/checks.json')));
// The work plan also proposes what is not there yet; it has a test of its own.
const documents = readdirSync('.').filter((name) => name.endsWith('.md') && !name.startsWith('TODO_'));
const commands = /\b(?:npm|pnpm|yarn|bun) run ([\w:-]+)/g;

describe('.env.example', () => {
  it('lists exactly the variables that the server reads', () => {
    const listed = namesIn(read('.env.example'), /^#?([A-Z][A-Z0-9_]*)=/gm);
    expect(listed.toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });

  it('shows the default of each variable that has one', () => {
    const shown = parseEnv(read('.env.example').replaceAll(/^#(?=[A-Z][A-Z0-9_]*=)/gm, ''));
    const defaults = environmentSchema.parse({});
    const withDefault = Object.entries(shown).filter(([name]) => Object.hasOwn(defaults, name));
    expect(environmentSchema.parse(Object.fromEntries(withDefault))).toEqual(defaults);
  });
});

describe('the documents', () => {
  it.each(documents)('%s names only scripts that exist', (document) => {
    const unknown = namesIn(read(document), commands).filter((name) => scripts[name] === undefined);
    expect(unknown).toEqual([]);
  });

  it.each(documents)('%s links only to files that exist', (document) => {
    const targets = namesIn(read(document), /\]\((?!https?:|#)([^)#]+)/g);
    expect(targets.filter((target) => !existsSync(target))).toEqual([]);
  });

  it('the README describes every script', () => {
    const described = namesIn(read('README.md'), /^\| `(?:npm|pnpm|yarn|bun) run ([\w:-]+)` \|/gm);
    expect(described.toSorted()).toEqual(Object.keys(scripts).toSorted());
  });

  it('the README describes every variable', () => {
    const described = namesIn(read('README.md'), /^\| `([A-Z][A-Z0-9_]*)` \|/gm);
    expect(described.toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });
});

describe('verify', () => {
  it('runs scripts that exist', () => {
    const named = checks.flatMap(({ run }) => namesIn(run, commands));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('runs all tests, the linter, the formatter and the compiler', () => {
    const named = checks.flatMap(({ run }) => namesIn(run, commands));
    const needed = ['format:check', 'lint', 'typecheck', 'build', 'test:unit', 'test:integration', 'test:e2e'];
    expect(named).toEqual(expect.arrayContaining(needed));
  });
});
