import type { Answers } from '../../src/compose/answers.ts';
import type { Catalogue } from '../../src/compose/catalogue.ts';
import { definitions } from '../../src/options/definitions.ts';
import type { OptionDefinition } from '../../src/options/option-definition.ts';
import type { ActionType, Generator, GeneratorAction } from '../generator.ts';
import { emitProject, type EmissionNotes } from './emit-project.ts';

/** Emits a whole repository. */
interface EmitAction extends GeneratorAction {
  readonly type: 'emit-repository';
  readonly answers: Answers;
}

/** Makes a new repository. This is what the command line runs to create one. */
export const projectGenerator: Generator<Answers, EmitAction> = {
  id: 'project',
  description: 'a new backend repository',
  prompts: definitions.filter((definition: OptionDefinition) => definition.question !== undefined),
  actions: (answers) => [{ type: 'emit-repository', answers }],
};

/** Emits the repository into the draft. `onEmitted` learns what is not a file. */
export const emitRepository =
  (catalogue: Catalogue, onEmitted: (notes: EmissionNotes) => void): ActionType<EmitAction> =>
  async ({ answers }, draft) => {
    const { files, notes } = await emitProject(answers, catalogue);
    for (const [path, file] of files) draft.add(path, file);
    onEmitted(notes);
    return `${String(files.size)} files emitted`;
  };
