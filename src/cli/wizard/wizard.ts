import { log } from '@clack/prompts';
import type { FeatureChoice } from '../../options/feature-choices.ts';
import type { Draft } from './draft.ts';
import { back, type Back, type Prompter } from './prompter.ts';
import type { Question } from './questions.ts';

/** What a wizard works with. */
export interface WizardContext {
  readonly questions: readonly Question[];
  readonly prompter: Prompter;
  readonly features: readonly FeatureChoice[];
  /** Why the features chosen so far do not go together, one sentence each. */
  readonly check: (draft: Draft) => readonly string[];
}

/** Asks the questions in order, with the way back. */
export class Wizard {
  readonly #context: WizardContext;
  /** The places of the questions that were answered. */
  readonly #trail: number[] = [];

  constructor(context: WizardContext) {
    this.#context = context;
  }

  /** The question with its place among the groups, if there are several: `Step 2 of 6`. */
  #stepOf({ group, text }: Question, draft: Draft): string {
    const questions = this.#context.questions.filter((question) => question.applies(draft));
    const groups = [...new Set(questions.map((question) => question.group))];
    return groups.length === 1
      ? text
      : `Step ${String(groups.indexOf(group) + 1)} of ${String(groups.length)} · ${text}`;
  }

  /** Asks one question until its answer goes together with the others. */
  async #ask(question: Question, draft: Draft): Promise<Draft | Back> {
    const { prompter, features, check } = this.#context;
    const message = this.#stepOf(question, draft);
    for (let shown = draft; ;) {
      const answer = await question.ask({ prompter, features, draft: shown, message });
      const problems = answer === back || !question.choosesFeatures ? [] : check(answer);
      if (answer === back || problems.length === 0) return answer;
      for (const problem of problems) log.error(problem);
      shown = answer;
    }
  }

  /** Asks from the first question on, or from `start`. At the first question, there is nothing to go back to. */
  async run(draft: Draft, start = 0): Promise<Draft> {
    const { questions } = this.#context;
    let current = draft;
    for (let index = start; index < questions.length;) {
      const question = questions[index];
      if (question?.applies(current) !== true) {
        index += 1;
        continue;
      }
      const answer = await this.#ask(question, current);
      if (answer === back) {
        index = this.#trail.pop() ?? index;
        continue;
      }
      this.#trail.push(index);
      current = answer;
      index += 1;
    }
    return current;
  }

  /** Asks the last question again, with the answers given, and goes on from there. */
  async again(draft: Draft): Promise<Draft> {
    return this.run(draft, this.#trail.pop() ?? 0);
  }
}
