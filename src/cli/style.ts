import type { Terminal } from './terminal.ts';

type Paint = (text: string) => string;

/** How the parts of our output look. Without colour, text stays as it is. */
export interface Style {
  readonly good: Paint;
  readonly bad: Paint;
  readonly dim: Paint;
  readonly strong: Paint;
}

const sgr =
  (open: number, close: number): Paint =>
  (text) =>
    `\u001b[${String(open)}m${text}\u001b[${String(close)}m`;

const plain: Paint = (text) => text;

/** The style that fits the terminal. */
export const styleFor = (terminal: Pick<Terminal, 'color'>): Style =>
  terminal.color
    ? { good: sgr(32, 39), bad: sgr(31, 39), dim: sgr(2, 22), strong: sgr(1, 22) }
    : { good: plain, bad: plain, dim: plain, strong: plain };
