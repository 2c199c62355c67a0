import type { AccessRule, EntityModel, Model, RelationModel } from './model.ts';
import { identifier, nameView, type NameView } from './names.ts';
import { referenceProperty } from './properties.ts';
import { isSeeded, seedCount } from './seeding.ts';
import { variableNames } from './variable-names.ts';
import type { ChildView, EntityView, LinkView } from './views.ts';

/** Who may read an entity where there are accounts. */
export const readRule = ({ access, owner }: EntityModel): AccessRule =>
  access?.read ?? (owner === undefined ? 'public' : 'signed-in');

/** The relations of an entity of these types. */
export const relationsOf = (entity: EntityModel, ...types: readonly RelationModel['type'][]): RelationModel[] =>
  (entity.relations ?? []).filter((relation) => types.includes(relation.type));

/**
 * One of the rows linked: `tags` has the singular of its target, unless the relation has a name of its own. The join table
 * has a column for it beside that of the entity: never the same.
 */
const singular = (entity: EntityModel, relation: RelationModel, target: EntityModel): NameView => {
  const full = `${relation.name} ${target.name}`;
  const isPlural = nameView(relation.name).snake === nameView(target.plural).snake;
  const possible = [...(isPlural ? [target.name] : []), full, `linked ${full}`].map(nameView);
  return possible.find(({ pascal }) => pascal !== entity.name) ?? nameView(full);
};

const linkView = (model: Model, entity: EntityModel, relation: RelationModel, made: readonly string[]): LinkView => {
  const target = model.entities.find((candidate) => candidate.name === relation.target);
  if (target === undefined)
    throw new Error(`${entity.name}.${relation.name}: the model has no entity "${relation.target}".`);
  const [own, plural, name] = [nameView(entity.name), nameView(entity.plural), nameView(relation.name)];
  const one = singular(entity, relation, target);
  const table = identifier(own.snake, name.snake);
  const [ownColumn, targetColumn] = [identifier(own.snake, 'id'), identifier(one.snake, 'id')];
  const twins = relationsOf(entity, 'many-to-many').filter((other) => other.target === relation.target);
  const as = nameView(`as ${name.words}`);
  const suffix = twins.length > 1 ? { kebab: `-${as.kebab}`, pascal: as.pascal } : undefined;
  return {
    name,
    one,
    target: nameView(target.name),
    targetPlural: nameView(target.plural),
    targetTable: nameView(target.plural).snake,
    table,
    ownTable: plural.snake,
    ownColumn,
    targetColumn,
    path: `/api/v1/${plural.kebab}/{id}/${name.kebab}`,
    inversePath: `/api/v1/${nameView(target.plural).kebab}/{id}/${plural.kebab}${suffix?.kebab ?? ''}`,
    inverseOperation: `list${nameView(target.name).pascal}${plural.pascal}${suffix?.pascal ?? ''}`,
    targetCollection: variableNames(nameView(target.name), nameView(target.plural)).collection,
    targetOwned: target.owner === 'user',
    targetRead: readRule(target),
    reverseIndex: identifier(table, targetColumn, ownColumn, 'idx'),
    self: target.name === entity.name,
    late: !made.includes(target.name),
  };
};

const links = (model: Model, entity: EntityModel, made: readonly string[]): LinkView[] =>
  relationsOf(entity, 'many-to-many').map((relation) => linkView(model, entity, relation, made));

/** The collections below an entity, offered by the modules whose rows refer to it. */
const childViews = (model: Model, entity: EntityModel): ChildView[] =>
  model.entities.flatMap((other) => [
    ...relationsOf(other, 'many-to-one').flatMap((relation): ChildView[] => {
      const { nested } = referenceProperty(other, relation, model).reference ?? {};
      if (relation.target !== entity.name || nested === undefined) return [];
      const segment = nested.path.slice(nested.path.lastIndexOf('/') + 1);
      return [{ name: nameView(segment).camel, segment }];
    }),
    ...links(model, other, []).flatMap((link): ChildView[] => {
      if (link.target.pascal !== entity.name || link.self) return [];
      const segment = link.inversePath.slice(link.inversePath.lastIndexOf('/') + 1);
      return [{ name: nameView(segment).camel, segment }];
    }),
  ]);

/** References whose tables are made later than their own: the later migration adds the constraint. */
const lateConstraints = (
  model: Model,
  entity: EntityModel,
  order: readonly string[],
): EntityView['lateConstraints'] => {
  const before = order.slice(0, order.indexOf(entity.name));
  return model.entities.flatMap((other) => {
    const owner = other.partOf?.entity ?? other.name;
    if (!before.includes(owner)) return [];
    return relationsOf(other, 'many-to-one', 'one-to-one')
      .filter((relation) => relation.target === entity.name)
      .map((relation) => ({
        table: nameView(other.plural).snake,
        column: `${nameView(relation.name).snake}_id`,
        constraint: identifier(nameView(other.plural).snake, nameView(relation.name).snake, 'id_fkey'),
        target: nameView(entity.plural).snake,
      }));
  });
};

const lateLinks = (model: Model, entity: EntityModel, order: readonly string[]): LinkView[] => {
  const before = order.slice(0, order.indexOf(entity.name));
  return model.entities
    .filter((other) => before.includes(other.name))
    .flatMap((other) =>
      links(model, other, before).filter((link) => link.target.pascal === nameView(entity.name).pascal),
    );
};

const pluralOf = (model: Model, name: string): string =>
  model.entities.find((entity) => entity.name === name)?.plural ?? name;

/** Whether rows of it are read by their ids, on either side of a link. */
const isLinked = (model: Model, entity: EntityModel): boolean =>
  model.entities.some((other) =>
    relationsOf(other, 'many-to-many').some(({ target }) => target === entity.name || other.name === entity.name),
  );

/** Where an entity stands among the migrations, and whose tables exist before its own. */
export interface MigrationPlace {
  readonly number: string;
  /** Names of all entities with tables of their own, in the order in which those are made. */
  readonly order: readonly string[];
}

/** Its place among the other entities, and among their tables. */
export const relationViews = (model: Model, entity: EntityModel, { order }: MigrationPlace) => {
  const made = order.slice(0, order.indexOf(entity.name) + 1);
  const own = links(model, entity, made);
  return {
    links: own,
    children: [
      ...childViews(model, entity),
      ...own.map((link) => ({ name: link.name.camel, segment: link.name.kebab })),
    ],
    lateConstraints: lateConstraints(model, entity, order),
    lateLinks: lateLinks(model, entity, order),
    linked: isLinked(model, entity),
    made: made.map((other) => nameView(pluralOf(model, other)).snake),
    seeded: isSeeded(model, entity),
    seeds: seedCount(model, entity),
  };
};
