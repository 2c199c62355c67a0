import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Prints lines under a title: in a box for a person, plainly for a log. */
export const printBox = async (terminal: Terminal, title: string, lines: readonly string[]): Promise<void> => {
  if (terminal.interactive) {
    const { box } = await import('@clack/prompts');
    box(lines.join('\n'), title, { width: 'auto', rounded: true });
    return;
  }
  terminal.print('');
  terminal.print(styleFor(terminal).strong(title));
  for (const line of lines) terminal.print(`  ${line}`);
  terminal.print('');
};
