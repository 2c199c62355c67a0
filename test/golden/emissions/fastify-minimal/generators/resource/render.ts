import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ejs from 'ejs';
import { json, list } from './layout.ts';
import type { EntityView, ViewProject } from './views.ts';

/** A template prints a value that does not exist. */
export class TemplateValueError extends Error {
  constructor() {
    super('A template prints a value that does not exist.');
    this.name = 'TemplateValueError';
  }
}

const print = (value: unknown): string => {
  if (value === undefined || value === null) throw new TemplateValueError();
  // Templates print text and numbers only.
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const options = {
  strict: true,
  localsName: 'it',
  destructuredLocals: ['project', 'slots', 'model', 'entity', 'json', 'list'],
  escape: print,
};

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** Where the file of a template stands. */
export const pathOf = (template: string, path: Readonly<Record<string, string>>): string =>
  template
    .split(sep)
    .join('/')
    .replace(/\.ejs$/, '')
    .replace(/\[(\w+)\]/g, (placeholder, name: string) => path[name] ?? placeholder);

/** A file that resources share says nothing of them in its path, and one of them may have brought it already. */
const isThere = (root: string, template: string): boolean =>
  !template.includes('[') && existsSync(join(root, template.replace(/\.ejs$/, '')));

/** Renders one template of a folder for an entity. */
export const renderTemplate = (folder: string, template: string, entity: EntityView, project: ViewProject): string => {
  const filename = join(folder, template);
  const source = readFileSync(filename, 'utf8');
  const locals = { project, slots: undefined, model: undefined, entity, json, list };
  return template.endsWith('.ejs') ? ejs.render(source, locals, { ...options, filename }) : source;
};

/**
 * Renders every template of a folder for an entity: path → content. One that comes out blank is left out, and so is a
 * file that resources share and the repository has.
 */
export const renderTemplates = (
  root: string,
  folder: string,
  entity: EntityView,
  project: ViewProject,
): Map<string, string> => {
  const templates = walk(folder).map((file) => relative(folder, file));
  const files = templates
    .filter((template) => !isThere(root, template))
    .map((template): [string, string] => [
      pathOf(template, entity.path),
      renderTemplate(folder, template, entity, project),
    ]);
  return new Map(files.filter(([, content]) => content.trim() !== ''));
};
