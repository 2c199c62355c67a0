import type { ModelProblem } from '../../templates/base/resources/files/generators/resource/model-problem.ts';
import type { FormProblem } from './form-problems.ts';
import { modelFileSchema, type ModelFile } from './schema.ts';

type Path = ModelProblem['path'];
type PlainObject = Record<string, unknown>;

const isObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Stands for what has no usable name, and is compared with nothing. */
const unnamed = 'Unnamed';

/** No member in the short form: it is left out without moving those behind it. */
const leftOut = '';

const membersOf = (value: unknown): unknown => (Array.isArray(value) ? [...(value as readonly unknown[])] : value);

/** An entity without the members and keys at the given paths, which begin inside of it. */
const entityWithout = (entity: unknown, paths: readonly Path[]): PlainObject => {
  const kept: PlainObject = isObject(entity)
    ? { ...entity, fields: membersOf(entity.fields), relations: membersOf(entity.relations) }
    : {};
  for (const [key, index] of paths) {
    const members = key === 'fields' || key === 'relations' ? kept[key] : undefined;
    if (Array.isArray(members) && typeof index === 'number') members[index] = leftOut;
    else kept[String(key)] = undefined;
  }
  const known = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { name: unnamed, fields: [], ...Object.fromEntries(known) };
};

/** The entity that a path leads into. */
export const entityAt = ([first, at]: Path): number | undefined =>
  first === 'entities' && typeof at === 'number' ? at : undefined;

/** What is left of a file without the parts whose form is wrong; nothing when that is no model file either. */
export const rightPartsOf = (data: unknown, wrong: readonly FormProblem[]): ModelFile | undefined => {
  if (!isObject(data) || !Array.isArray(data.entities)) return undefined;
  const wrongKeys = new Set(wrong.filter(({ path }) => entityAt(path) === undefined).map(({ path }) => path[0]));
  const kept = Object.entries(data).filter(([key]) => !wrongKeys.has(key));
  const entities = data.entities.map((entity: unknown, at) =>
    entityWithout(
      entity,
      wrong.flatMap(({ path }) => (entityAt(path) === at ? [path.slice(2)] : [])),
    ),
  );
  return modelFileSchema.safeParse({ name: unnamed, ...Object.fromEntries(kept), entities }).data;
};
