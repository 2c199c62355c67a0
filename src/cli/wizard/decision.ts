import { select } from '@clack/prompts';
import type { Back, Prompter } from './prompter.ts';

/** What a person decides about the summary. */
export type Decision = 'write' | 'change' | Back;

/** Asks whether to do what the summary shows. */
export const askDecision = (prompter: Prompter, message: string): Promise<Decision> =>
  prompter.ask(
    select({
      message,
      options: [
        { value: 'write' as const, label: 'Yes', hint: 'nothing was written so far' },
        { value: 'change' as const, label: 'Go back', hint: 'to the last question' },
      ],
      signal: prompter.signal,
    }),
  );
