import type { Answers } from './answers.ts';
import type { Catalogue, Feature, TemplateFile } from './catalogue.ts';
import { compileTemplate } from './compile.ts';
import type { FeatureDefinition } from './feature.ts';

/** Answers for tests: a stack "web", a database "store" and nothing else. */
export const answersWith = (changes: Partial<Answers> = {}): Answers => ({
  name: 'shop',
  preset: 'minimal',
  stack: 'web',
  database: 'store',
  auth: [],
  with: [],
  without: [],
  packageManager: 'npm',
  options: {},
  ...changes,
});

type FileOptions = Partial<Pick<TemplateFile, 'when' | 'perEntity' | 'executable'>>;

/** A file of a feature for tests; a path with the suffix `.ejs` is a template. */
export const fileOf = (path: string, source: string, options: FileOptions = {}): TemplateFile => ({
  path: path.replace(/\.ejs$/, ''),
  origin: `test/${path}`,
  source,
  ...(path.endsWith('.ejs') ? { render: compileTemplate(source, `test/${path}`) } : {}),
  executable: false,
  when: [],
  perEntity: false,
  ...options,
});

type Definition = Partial<FeatureDefinition> & Pick<FeatureDefinition, 'id' | 'axis'>;

/** A feature for tests, titled by its id. */
export const featureOf = (definition: Definition, files: readonly TemplateFile[] = []): Feature => ({
  definition: { title: definition.id, description: '', ...definition },
  files,
});

/** A catalogue for tests: the stack and the database of `answersWith`, and more. */
export const catalogueOf = (...features: readonly Feature[]): Catalogue => ({
  version: '1.0.0',
  features: [featureOf({ id: 'web', axis: 'stack' }), featureOf({ id: 'store', axis: 'database' }), ...features],
});
