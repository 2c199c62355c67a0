import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answers } from '../compose/answers.ts';
import { pathWord, repeatAddCommand, repeatCheckCommand, repeatCommand, shellQuote } from './repeat.ts';

const answers: Answers = {
  name: 'app',
  preset: 'standard',
  stack: 'web',
  database: 'store',
  auth: [],
  with: ['a', 'b'],
  without: [],
  packageManager: 'pnpm',
  options: { adapter: 'thin' },
};

it('repeats every choice, by the package manager that was chosen', () => {
  const context = {
    version: '1.2.3',
    directory: '-odd dir',
    nameWasGiven: true,
    values: { git: false },
    modelFile: '-m.yaml',
  };
  expect(repeatCommand(answers, context)).toBe(
    "pnpm dlx create-backend-architect@1.2.3 './-odd dir' --yes --name app --preset standard --stack web --database store" +
      ' --auth none --with a,b --adapter thin --model ./-m.yaml --package-manager pnpm --no-git',
  );
});

it('repeats how features are added', () => {
  const addition = { features: ['metrics', 'queue'], options: { adapter: 'thin' } };
  expect(repeatAddCommand({ ...addition, values: { install: false, onConflict: 'merge' } }, 'npm', '1.2.3')).toBe(
    'npx create-backend-architect@1.2.3 add metrics queue --yes --adapter thin --no-install --on-conflict merge',
  );
  expect(repeatAddCommand({ ...addition, options: {}, values: { onConflict: 'fail' } }, 'pnpm', '1.2.3')).toBe(
    'pnpm dlx create-backend-architect@1.2.3 add metrics queue --yes',
  );
});

it('repeats what is checked, and what comes out', () => {
  const values = { group: ['API', 'DB'], id: ['SEC-01'], failOn: 'unmet', write: false, sarif: '-a b.sarif' };
  expect(repeatCheckCommand(values, '1.2.3')).toBe(
    "npx create-backend-architect@1.2.3 check --group API,DB --id SEC-01 --fail-on unmet --no-write --sarif './-a b.sarif'",
  );
  expect(repeatCheckCommand({}, '1.2.3')).toBe('npx create-backend-architect@1.2.3 check');
});

it('quotes so that a shell reads the same word', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
      (text) => {
        expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'utf8' })).toBe(text);
      },
    ),
    { numRuns: 30 },
  );
});

it.each([
  ['-', './-'],
  ['-x', './-x'],
  ['x', 'x'],
])('takes the path %s for no option: %s', (path, word) => {
  expect(pathWord(path)).toBe(word);
});
