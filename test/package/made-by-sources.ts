import { emitProject } from '../../generators/project/emit-project.ts';
import { readCatalogue } from '../../src/compose/catalogue-disk.ts';
import { completeAnswers } from '../../src/options/answers.ts';

/** What the sources make of these choices, for npm and in a folder "app": path → bytes, as latin1. */
export const madeBySources = async (choices: Readonly<Record<string, string>>): Promise<Record<string, string>> => {
  const catalogue = await readCatalogue();
  const features = catalogue.features.map((feature) => feature.definition);
  const given = new Map(Object.entries(choices).map(([key, value]) => [key, { value, origin: 'test' }]));
  const answers = completeAnswers(given, { features, packageName: 'app', runner: 'npm' });
  const { files } = await emitProject(answers, catalogue);
  return Object.fromEntries([...files].map(([path, { content }]) => [path, Buffer.from(content).toString('latin1')]));
};
