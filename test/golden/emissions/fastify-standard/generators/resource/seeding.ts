import type { EntityModel, Model } from './model.ts';

const requiredTargets = (entity: EntityModel): string[] =>
  (entity.relations ?? [])
    .filter((relation) => relation.type !== 'many-to-many' && relation.optional !== true)
    .map((relation) => relation.target);

const isReferredTo = (model: Model, entity: EntityModel): boolean =>
  model.entities.some((other) => (other.relations ?? []).some((relation) => relation.target === entity.name));

/** How many sample rows are made: few of what only groups others, more of the rest. */
export const seedCount = (model: Model, entity: EntityModel): number =>
  isReferredTo(model, entity) && requiredTargets(entity).length === 0 ? 10 : 100;

/**
 * Whether sample rows can be made: not of what belongs to a user or has parts, which would be rows that nobody could
 * have made, nor of what needs such a row.
 */
export const isSeeded = (model: Model, entity: EntityModel): boolean =>
  entity.owner === undefined &&
  !model.entities.some((other) => other.partOf?.entity === entity.name) &&
  requiredTargets(entity).every((name) => {
    const target = model.entities.find((other) => other.name === name);
    return target !== undefined && isSeeded(model, target);
  });
