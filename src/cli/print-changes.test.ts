import { expect, it } from 'vitest';
import type { ChangeSet } from '../tree/change-set.ts';
import { resolveTarget } from '../tree/target.ts';
import { markedSteps, printOpenSteps } from './print-changes.ts';
import type { Terminal } from './terminal.ts';

/** What a person sees of a merge that left conflict markers in the files. */
const shown = (...paths: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(...line.split('\n'));
  };
  const terminal: Terminal = { interactive: false, live: false, json: false, color: false, print, printError: print };
  const changeSet: ChangeSet = {
    target: resolveTarget('app', '/'),
    state: 'filled',
    changes: paths.map((path) => ({ path, action: 'merge', content: '', conflicts: 1, notes: [] })),
  };
  printOpenSteps(terminal, markedSteps(changeSet));
  return lines;
};

it('names the file in which a choice is left', () => {
  expect(shown('src/main.ts')).toEqual(['! Left to you: choose between the conflict markers in src/main.ts.']);
});

it('names many files one a line', () => {
  expect(shown('a.ts', 'b.ts')).toEqual([
    '! Left to you: choose between the conflict markers in 2 files:',
    '  a.ts',
    '  b.ts',
  ]);
});

it('says nothing when none is left', () => {
  expect(shown()).toEqual([]);
});
