import { emptyEntities } from '../../templates/base/resources/files/generators/resource/check-content.ts';
import { modelProblems } from '../../templates/base/resources/files/generators/resource/check.ts';
import type { ModelProblem } from '../../templates/base/resources/files/generators/resource/model-problem.ts';
import type { Model } from '../../templates/base/resources/files/generators/resource/model.ts';
import { formProblems, type FormProblem } from './form-problems.ts';
import { normalize } from './normalize.ts';
import { permissionProblems } from './permission-problems.ts';
import { entityAt, rightPartsOf } from './right-parts.ts';
import { modelFileSchema } from './schema.ts';

/** A model, or all that can be told about its file at once. */
type ReadModel = { readonly model: Model } | { readonly problems: readonly FormProblem[] };

/** Whether an entity cannot be told from others: what refers to it must not be called wrong. */
const hidesEntity = ({ path }: FormProblem): boolean =>
  path[0] === 'entities' && (path.length <= 2 || path[2] === 'name');

const entitiesOf = (problems: readonly ModelProblem[]): ReadonlySet<number | undefined> =>
  new Set(problems.map(({ path }) => entityAt(path)));

/**
 * Tells whether a problem of what is left of a file is one of the whole file as well. Of an entity without one of its keys
 * only names are certain; without one of its members, all but what refers to members; of every one, all but a plural,
 * which is compared with plurals that may be made up. Roles that were left out have defaults, which are right.
 */
const certainty = (wrong: readonly FormProblem[]): ((found: ModelProblem) => boolean) => {
  const isMember = ({ path }: FormProblem): boolean =>
    path.length > 3 && (path[2] === 'fields' || path[2] === 'relations');
  const withoutKey = entitiesOf(wrong.filter((one) => !isMember(one)));
  const withoutMember = entitiesOf(wrong.filter(isMember));
  return ({ path }) => {
    const at = entityAt(path);
    const last = path.at(-1);
    if (at === undefined) return path[0] === 'roles';
    if (withoutKey.has(at)) return last === 'name';
    if (withoutMember.has(at) && (path[2] === 'indexes' || last === 'from')) return false;
    return path[2] !== 'plural';
  };
};

/** Reads the plain data of a model file. Problems of its form, of short forms, and of what it says are told together. */
export const readModelFile = (data: unknown): ReadModel => {
  const parsed = modelFileSchema.safeParse(data);
  const form = parsed.success ? [] : parsed.error.issues.flatMap((issue) => formProblems(issue, data));
  const file = parsed.success ? parsed.data : rightPartsOf(data, form);
  if (file === undefined) return { problems: form };
  const { model, problems, pathOf } = normalize(file);
  // A member whose form is wrong was left out; it is no wrong short form besides.
  const wrongMembers = new Set(form.map(({ path }) => path.slice(0, 4).join()));
  const short = problems.filter(({ path }) => !wrongMembers.has(path.join()));
  const wrong = [...form, ...short];
  if (form.some(hidesEntity)) return { problems: wrong };
  const meaning = modelProblems(model);
  const told = wrong.length === 0 ? meaning : meaning.filter(certainty(wrong));
  const all = [...wrong, ...told.map((found) => ({ ...found, path: pathOf(found.path) }))];
  // What is there of an entity, and what its requests ask for, is only known when nothing else is wrong.
  const found = all.length > 0 ? all : [...emptyEntities(model), ...permissionProblems(model)];
  return found.length === 0 ? { model } : { problems: found };
};
