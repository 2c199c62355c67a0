import { problem, type ModelProblem } from './model-problem.ts';
import type { EntityModel, Model } from './model.ts';

const hasColumn = ({ fields, relations = [] }: EntityModel): boolean =>
  fields.length > 0 || relations.some(({ type }) => type !== 'many-to-many');

const given = ['create', 'replace', 'patch'] as const;

/** Whether a request that gives a row its content could give anything. */
const canBeGiven = (entity: EntityModel, model: Model): boolean =>
  entity.fields.some(({ readOnly }) => readOnly !== true) ||
  (entity.relations ?? []).some(({ type }) => type !== 'many-to-many') ||
  model.entities.some(({ partOf }) => partOf?.entity === entity.name) ||
  !given.some((operation) => entity.operations?.includes(operation) ?? true);

/** Entities whose rows hold nothing of their own: no request could make or change one, and the code has empty types. */
export const emptyEntities = (model: Model): ModelProblem[] =>
  model.entities.flatMap((entity, at) => {
    const path = ['entities', at, 'fields'];
    if (!hasColumn(entity)) return [problem(path, 'An entity needs a field, or a reference to another one.')];
    if (entity.partOf !== undefined || canBeGiven(entity, model)) return [];
    const message = `Every field is "readOnly", so that requests have nothing to give: leave it out of one, or leave ${given.join(', ')} out of the operations.`;
    return [problem(path, message)];
  });
