import { stripVTControlCharacters } from 'node:util';
import { expect, it, vi } from 'vitest';
import { showWhenSlow, startStep } from './progress.ts';
import type { Terminal } from './terminal.ts';

const silent: Terminal = {
  interactive: false,
  live: false,
  json: false,
  color: false,
  print: () => undefined,
  printError: () => undefined,
};

it('gives up work that takes for ever when the run is cancelled', async () => {
  const controller = new AbortController();
  const waiting = showWhenSlow(silent, 'Waiting', new Promise(() => undefined), controller.signal);
  controller.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
});

/** What is drawn while a step of the title runs, on a terminal of so many columns. */
const drawn = (title: string, columns: number): string => {
  const texts: string[] = [];
  vi.useFakeTimers();
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  const before = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
  Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
  try {
    const step = startStep({ ...silent, live: true }, title);
    vi.advanceTimersByTime(200);
    step.done('');
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.stdout, 'columns');
    else Object.defineProperty(process.stdout, 'columns', before);
    write.mockRestore();
    vi.useRealTimers();
  }
  return stripVTControlCharacters(texts[0] ?? '').trim();
};

it.each([
  [10, 9],
  [1, 0],
  // Some terminals do not know their width, and say 0.
  [0, 79],
])('draws one line on a terminal of %d columns', (columns, length) => {
  expect(drawn('x'.repeat(200), columns)).toHaveLength(length);
});
