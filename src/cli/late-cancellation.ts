import type { Problem } from '../compose/resolve.ts';
import { problem } from '../options/given.ts';
import type { Terminal } from './terminal.ts';

/** Tells that a run was cancelled when its files were in place already: nothing when it was not. */
export const lateCancellation = (terminal: Terminal, signal: AbortSignal): readonly Problem[] => {
  if (!signal.aborted) return [];
  const message = 'Cancelled when the files were in place: they stay, and what was to follow was left out.';
  terminal.printError(message);
  return [problem('', message)];
};
