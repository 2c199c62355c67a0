import type { EntityModel, Model } from './model.ts';
import { nameView } from './names.ts';
import { referenceProperty } from './properties.ts';
import { relationsOf } from './relation-views.ts';
import type { NeighbourView } from './views.ts';

/** The other entities whose services the routes of an entity ask: those it is listed below, and those it is linked to. */
const askedBy = (model: Model, entity: EntityModel): EntityModel[] => {
  const listedBelow = relationsOf(entity, 'many-to-one').filter(
    (relation) => referenceProperty(entity, relation, model).reference?.nested !== undefined,
  );
  const names = [...listedBelow, ...relationsOf(entity, 'many-to-many')].map(({ target }) => target);
  return [...new Set(names)].flatMap((name) =>
    name === entity.name ? [] : model.entities.filter((other) => other.name === name),
  );
};

const asks = (model: Model, from: EntityModel, to: EntityModel, seen = new Set([from.name])): boolean =>
  askedBy(model, from).some((next) => {
    if (next === to) return true;
    if (seen.has(next.name)) return false;
    seen.add(next.name);
    return asks(model, next, to, seen);
  });

/** The modules whose services those of an entity ask. */
export const neighbourViews = (model: Model, entity: EntityModel, owned: boolean): NeighbourView[] => [
  ...askedBy(model, entity).map((other) => ({
    name: nameView(other.name),
    plural: nameView(other.plural),
    mutual: asks(model, other, entity),
  })),
  ...(owned ? [{ name: nameView('User'), plural: nameView('Users'), mutual: false }] : []),
];
