import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { emptyEntities } from './check-content.ts';
import { modelProblems } from './check.ts';
import { entityView } from './entity-view.ts';
import { nextMigration, pluralOf, read, targetOf } from './existing.ts';
import { nameClashes } from './existing-names.ts';
import { parseMember } from './field-syntax.ts';
import { editLinkedTargets } from './linked-targets.ts';
import type { EntityModel, FieldModel, Model, RelationModel } from './model.ts';
import { addModule, type Edit } from './module-list.ts';
import { nameView } from './names.ts';
import { renderTemplates } from './render.ts';
import { writeAll } from './write.ts';

/** The resource cannot be made as it was asked for. */
export class ResourceError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ResourceError';
  }
}

export interface Generated {
  /** Paths of new files. */
  readonly made: readonly string[];
  /** Paths of files that were there. */
  readonly changed: readonly string[];
  /** What is left to do by hand. */
  readonly notes: readonly string[];
}

const templates = fileURLToPath(new URL('./templates/', import.meta.url));
/** What this repository has: the templates ask for it. */
const readFeatures = (): ReadonlySet<string> => {
  const text = readFileSync(new URL('./features.json', import.meta.url), 'utf8');
  // The file was made together with this one.
  return new Set(Object.keys(JSON.parse(text) as object));
};

const moduleList = 'src/app/modules.ts';

interface ExportedModule {
  readonly name: string;
  /** Where the list of modules imports it from. */
  readonly from: string;
}

/** What the HTTP layer of the resource exports for the list of modules. */
const moduleIn = (files: ReadonlyMap<string, string>): ExportedModule => {
  // Only there: what presents a CourseModule ends in Module, too.
  for (const [path, content] of [...files].filter(([path]) => /\/http\/(?:[\w-]+\.)?module\.ts$/.test(path))) {
    const name = /^export (?:const|class) (\w+Module)\b/m.exec(content)?.[1];
    if (name !== undefined) return { name, from: path.replace(/^src/, '..') };
  }
  throw new ResourceError(['The templates of generators/resource make no http/module.ts that exports a …Module.']);
};

/** Words that say something of the resource as a whole. */
const marks = ['owned', 'public'];

const readEntity = (name: string, words: readonly string[]): EntityModel => {
  const fields: FieldModel[] = [];
  const relations: RelationModel[] = [];
  for (const word of words.filter((candidate) => !marks.includes(candidate))) {
    const member = parseMember(word);
    if (member.kind === 'field') fields.push(member.field);
    else relations.push(member.relation);
  }
  if (fields.length + relations.length === 0) {
    throw new ResourceError([`Name at least one member of ${name}, such as number:string.`]);
  }
  return {
    name,
    plural: pluralOf(name),
    description: `${nameView(name).sentence}.`,
    fields,
    relations,
    ...(words.includes('owned') && { owner: 'user' as const }),
    ...(words.includes('public') && { access: { write: 'public' as const } }),
  };
};

/** A model of the new entity and what it refers to, only to be checked and derived from. */
const modelOf = (root: string, entity: EntityModel): Model => {
  const targets = (entity.relations ?? [])
    .filter((relation) => relation.target !== entity.name)
    .map((relation) => targetOf(root, relation));
  const known = new Map(targets.map((target) => [target.name, target]));
  return {
    name: 'repository',
    description: 'The new resource, and what it refers to.',
    roles: [
      { name: 'member', description: 'Whoever registers.', default: true, permissions: [] },
      { name: 'admin', description: 'May do everything.', permissions: ['*'] },
    ],
    entities: [...known.values(), entity],
  };
};

const formatted = async (root: string, files: ReadonlyMap<string, string>): Promise<Map<string, string>> => {
  const result = new Map<string, string>();
  for (const [path, content] of files) {
    const filepath = join(root, path);
    result.set(path, await format(content, { ...(await resolveConfig(filepath)), filepath }));
  }
  return result;
};

/** The scripts that write what follows from the sources, as far as this repository has them. */
const writersOf = (root: string): string[] => {
  const writers = { openapi: 'npm run openapi', 'docs:architecture': 'npm run docs:architecture' };
  // npm refuses a package.json of another shape.
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts?: object };
  return Object.entries(writers).flatMap(([script, command]) => (script in scripts ? [command] : []));
};

/** What is left to do by hand after these edits: path → edit. */
const notesOf = (root: string, edits: ReadonlyMap<string, Edit>): string[] => [
  ...[...edits].flatMap(([path, edit]) =>
    edit.result === 'cannot edit' ? [`  Add this to ${path}, which could not be read:\n${edit.snippet}`] : [],
  ),
  ...(edits.get(moduleList)?.result === 'already there' ? [`  ${moduleList} names it already.`] : []),
  `  Next: ${['npm run db:migrate', ...writersOf(root), 'npm run verify'].join(', ')}.`,
];

/**
 * Makes the module, migration, routes and tests of a new resource, adds it to the list of modules, and to what it is
 * linked to how those rows are read. It overwrites nothing, and writes everything or nothing.
 *
 * @param name in the singular and PascalCase
 * @param words its members, see `parseMember`; `owned`: rows belong to users; `public`: anybody may change them
 * @throws FieldSyntaxError, MissingPartError, ResourceError, FileExistsError
 */
export const generateResource = async (root: string, name: string, words: readonly string[]): Promise<Generated> => {
  const entity = readEntity(name, words);
  const model = modelOf(root, entity);
  const found = modelProblems(model);
  const told = (found.length > 0 ? found : emptyEntities({ ...model, entities: [entity] })).map(
    ({ message }) => message,
  );
  if (told.length > 0) throw new ResourceError(told);
  const features = readFeatures();
  const project = { has: (feature: string) => features.has(feature) };
  const order = model.entities.map((known) => known.name);
  const view = entityView(model, entity, project, { number: nextMigration(root), order });
  const clashes = nameClashes(root, view);
  if (clashes.length > 0) throw new ResourceError(clashes);
  const files = await formatted(root, renderTemplates(root, templates, view, project));
  const { name: moduleName, from } = moduleIn(files);
  const edits = new Map([
    [moduleList, addModule(read(root, moduleList), moduleName, from)],
    ...editLinkedTargets(root, templates, { model, entity, project }),
  ]);
  const changed = [...edits].flatMap(([path, edit]) => (edit.result === 'edited' ? [[path, edit.text] as const] : []));
  await writeAll(root, files, await formatted(root, new Map(changed)));
  return { made: [...files.keys()], changed: changed.map(([path]) => path), notes: notesOf(root, edits) };
};
