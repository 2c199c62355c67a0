import { expect, it } from 'vitest';
import { showWhenSlow } from './progress.ts';
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
