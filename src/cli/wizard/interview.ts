import { intro, log } from '@clack/prompts';
import type { Catalogue } from '../../compose/catalogue.ts';
import { completeAnswers } from '../../options/answers.ts';
import type { Cancellation } from '../cancellation.ts';
import { UsageError } from '../failures.ts';
import type { CreateInput } from '../create/input.ts';
import { compositionProblems } from '../create/resolve-run.ts';
import type { Decision } from './decision.ts';
import type { Draft } from './draft.ts';
import { keysHint } from './keys-hint.ts';
import { Prompter } from './prompter.ts';
import { openQuestions } from './questions.ts';
import { Wizard } from './wizard.ts';

/** What an interview works on. */
export interface Interview<Prepared> {
  readonly input: CreateInput;
  readonly catalogue: Catalogue;
  readonly cwd: string;
  readonly cancellation: Cancellation;
  /** @throws UsageError when the answers do not go together */
  readonly prepare: (input: CreateInput) => Promise<Prepared>;
  readonly confirm: (prepared: Prepared, prompter: Prompter) => Promise<Decision>;
}

const contradictions =
  (catalogue: Catalogue) =>
  ({ given }: Draft): readonly string[] => {
    const features = catalogue.features.map((feature) => feature.definition);
    const answers = completeAnswers(given, { features, packageName: 'backend', runner: 'npm' });
    return compositionProblems(given, answers, catalogue).map((problem) => problem.message);
  };

/** Asks for everything that was not given, until the person agrees with the summary. */
export const interview = async <Prepared>(what: Interview<Prepared>): Promise<Prepared> => {
  const { input, catalogue, cwd, cancellation, prepare, confirm } = what;
  const features = catalogue.features.map((feature) => feature.definition);
  const prompter = new Prompter(cancellation);
  const { given, directory } = input;
  const source = { features, cwd, given, ...(directory === undefined ? {} : { directory }) };
  const questions = openQuestions(source);
  const wizard = new Wizard({ questions, prompter, features, check: contradictions(catalogue) });
  try {
    intro(`create-backend-architect ${catalogue.version}`);
    log.message(keysHint);
    let draft = await wizard.run(source);
    for (;;) {
      try {
        const prepared = await prepare({ ...input, ...draft });
        if ((await confirm(prepared, prompter)) === 'write') return prepared;
      } catch (error) {
        const canBeMended = error instanceof UsageError && questions.length > 0;
        if (!canBeMended) throw error;
        for (const { message } of error.problems) log.error(message);
      }
      draft = await wizard.again(draft);
    }
  } finally {
    prompter.close();
  }
};
