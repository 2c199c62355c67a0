import { fileURLToPath } from 'node:url';
import { resolveRun } from '../src/cli/create/resolve-run.ts';
import { readCatalogue } from '../src/compose/catalogue-disk.ts';
import { optionsOf } from '../src/options/feature-choices.ts';
import { givenFromPrompts } from '../src/options/given-from-prompts.ts';
import { resolveTarget } from '../src/tree/target.ts';
import { featureGenerator, readFeatureAnswers, renderFeature } from './feature/generator.ts';
import { hostGenerator, type PlopApi } from './plop-host.ts';
import { emitRepository, projectGenerator } from './project/generator.ts';

const projectRoot = fileURLToPath(new URL('../', import.meta.url));

/** The question that only plop asks: on the command line, the directory is a word of its own. */
const directoryPrompt = {
  key: 'directory',
  kind: 'text',
  description: 'directory',
  question: 'Which folder does it go into?',
} as const;

/** Registers the generators of this repository with plop. */
export const registerGenerators = async (plop: PlopApi): Promise<void> => {
  const catalogue = await readCatalogue(projectRoot);
  const features = catalogue.features.map((feature) => feature.definition);
  hostGenerator(
    plop,
    {
      generator: { ...projectGenerator, prompts: [directoryPrompt, ...projectGenerator.prompts] },
      actionType: emitRepository(catalogue, () => undefined),
      prepare: async ({ directory, ...raw }) => {
        const given = givenFromPrompts(raw, optionsOf('create', features));
        const cwd = process.cwd();
        return resolveRun({ given, directory: String(directory), modelBase: cwd, problems: [] }, catalogue, cwd);
      },
    },
    features,
  );
  hostGenerator(
    plop,
    {
      generator: featureGenerator,
      actionType: renderFeature,
      prepare: (raw) => {
        const answers = readFeatureAnswers(raw);
        const target = resolveTarget(`templates/${answers.axis}/${answers.id}`, projectRoot);
        return Promise.resolve({ answers, target });
      },
    },
    features,
  );
};
