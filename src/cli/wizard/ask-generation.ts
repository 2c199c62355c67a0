import { intro, log, note } from '@clack/prompts';
import type { Cancellation } from '../cancellation.ts';
import type { DescribedGenerator } from '../generate/describe.ts';
import { askOption, askText } from './ask.ts';
import { askDecision } from './decision.ts';
import { withAnswer, type Draft } from './draft.ts';
import { keysHint } from './keys-hint.ts';
import { back, Prompter } from './prompter.ts';
import type { Question } from './questions.ts';
import { Wizard } from './wizard.ts';

/** What is asked about the run of a generator. */
export interface GenerationInterview {
  readonly version: string;
  /** Those to choose from; one that was named is the only one. */
  readonly generators: readonly DescribedGenerator[];
  readonly cancellation: Cancellation;
  /** The command that a line of arguments makes, or why it makes none. */
  readonly commandOf: (name: string, line: string) => { readonly command: string } | { readonly refusal: string };
}

/** A generator, and its arguments in one line. */
export interface AskedGeneration {
  readonly name: string;
  readonly line: string;
}

const textIn = ({ given }: Draft, key: string): string => {
  const value = given.get(key)?.value;
  return typeof value === 'string' ? value : '';
};

const generationIn = (draft: Draft): AskedGeneration => ({
  name: textIn(draft, 'generator'),
  line: textIn(draft, 'arguments'),
});

const generatorQuestion = (generators: readonly DescribedGenerator[]): Question => {
  const values = generators.map(({ name, description }) => ({
    value: name,
    description: description.split('\n')[0]?.replace(/:$/, '') ?? '',
  }));
  return {
    group: 'project',
    text: 'Which generator?',
    choosesFeatures: false,
    applies: () => generators.length > 1,
    ask: async (context) => {
      const answer = await askOption(context, { key: 'generator', kind: 'choice', values }, () => undefined);
      return answer === back ? back : withAnswer(context.draft, 'generator', answer);
    },
  };
};

const argumentsQuestion = ({ generators, commandOf }: GenerationInterview): Question => ({
  group: 'project',
  text: 'Which arguments does it get?',
  choosesFeatures: false,
  applies: (draft) => generators.some(({ name, asks }) => asks && name === generationIn(draft).name),
  ask: async (context) => {
    const { draft } = context;
    const { name } = generationIn(draft);
    const described = generators.find((generator) => generator.name === name)?.description ?? '';
    if (described !== '') log.message(`${name}: ${described}`);
    const answer = await askText(context, 'arguments', { byDefault: 'none: it asks for them itself' }, (line) => {
      const made = commandOf(name, line);
      return 'refusal' in made ? made.refusal : undefined;
    });
    return answer === back ? back : withAnswer(draft, 'arguments', answer);
  },
});

/** Asks which generator is to run, and with which arguments, until the person agrees with the command. */
export const askGeneration = async (interview: GenerationInterview): Promise<AskedGeneration> => {
  const { version, generators, cancellation, commandOf } = interview;
  const prompter = new Prompter(cancellation);
  const questions = [generatorQuestion(generators), argumentsQuestion(interview)];
  const wizard = new Wizard({ questions, prompter, features: [], check: () => [] });
  try {
    intro(`create-backend-architect ${version}`);
    log.message(keysHint);
    let draft = await wizard.run(withAnswer({ given: new Map() }, 'generator', generators[0]?.name));
    for (;;) {
      const { name, line } = generationIn(draft);
      const made = commandOf(name, line);
      if ('command' in made)
        note(`${made.command}\nWhich files it writes is up to the generator.`, 'This is what runs');
      if ((await askDecision(prompter, 'Run it?')) === 'write') return { name, line };
      draft = await wizard.again(draft);
    }
  } finally {
    prompter.close();
  }
};
