import { expect, it } from 'vitest';
import { printFailure } from './print-failure.ts';
import type { Terminal } from './terminal.ts';

it('a problem steers no terminal, whatever it quotes', () => {
  const lines: string[] = [];
  const terminal: Terminal = {
    interactive: false,
    live: false,
    json: false,
    color: false,
    print: () => undefined,
    printError: (line) => lines.push(line),
  };
  printFailure(terminal, { code: 3, problems: [{ option: '', message: 'ä\u001b]0;x\u0007\u202e: exists' }] });
  expect(lines).toEqual([String.raw`✖ ä\u001b]0;x\u0007\u202e: exists`]);
});
