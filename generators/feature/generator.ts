import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import { format, resolveConfig } from 'prettier';
import { axes } from '../../src/compose/feature.ts';
import { filesBelow } from '../../src/compose/files-below.ts';
import { printValue } from '../../src/compose/template-helpers.ts';
import type { ActionType, Generator, GeneratorAction } from '../generator.ts';

/** What the generator needs to know of a new feature. */
export interface FeatureAnswers {
  readonly axis: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Renders every file beside this module's `files/` for the new feature. */
interface RenderAction extends GeneratorAction {
  readonly type: 'render-feature';
  readonly feature: FeatureAnswers;
}

const filesFolder = fileURLToPath(new URL('./files/', import.meta.url));

/** Makes the folder of a new feature of this repository: definition, test, and a first emitted file. */
export const featureGenerator: Generator<FeatureAnswers, RenderAction> = {
  id: 'feature',
  description: 'a new feature: templates/<axis>/<id>/ with its definition, test and files',
  prompts: [
    {
      key: 'axis',
      kind: 'choice',
      description: 'axis',
      question: 'What kind of feature is it?',
      values: axes.map((value) => ({ value, description: value })),
      default: 'capability',
    },
    { key: 'id', kind: 'text', description: 'id', question: 'Its id, in kebab-case?' },
    // Not `title`: plop takes that for an option of Node.js.
    { key: 'label', kind: 'text', description: 'label', question: 'Its title, as people read it?' },
    {
      key: 'description',
      kind: 'text',
      description: 'description',
      question: 'In one line: what does it give, and why would one pick it?',
    },
  ],
  actions: (feature) => [{ type: 'render-feature', feature }],
};

/** @throws Error that says which answer is wrong */
export const readFeatureAnswers = (raw: Readonly<Record<string, unknown>>): FeatureAnswers => {
  const text = (key: string, pattern: RegExp, what: string): string => {
    const value = raw[key];
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new Error(`"${key}" must be ${what}.`);
  };
  return {
    axis: text('axis', new RegExp(`^(?:${axes.join('|')})$`), `one of ${axes.join(', ')}`),
    id: text('id', /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'in kebab-case'),
    title: text('label', /\S/, 'a few words'),
    description: text('description', /\S/, 'one line'),
  };
};

/** Renders the files of a feature into the draft, relative to the feature's folder, formatted as this repository is. */
export const renderFeature: ActionType<RenderAction> = async ({ feature }, draft) => {
  const files = filesBelow(filesFolder);
  const style = await resolveConfig(filesFolder);
  for (const file of files) {
    const path = relative(filesFolder, file)
      .split(sep)
      .join('/')
      .replace('[id]', feature.id)
      .replace(/\.ejs$/, '');
    const content = ejs.render(
      readFileSync(file, 'utf8'),
      { feature },
      { strict: true, destructuredLocals: ['feature'], escape: printValue, filename: file },
    );
    draft.add(path, { content: await format(content, { ...style, filepath: path }) });
  }
  return `${String(files.length)} files of "${feature.id}"`;
};
