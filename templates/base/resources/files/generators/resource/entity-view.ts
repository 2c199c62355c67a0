import { templateText } from './layout.ts';
import { operations, type EntityModel, type Model, type OperationName, type RelationModel } from './model.ts';
import { identifier, nameView, sqlName, withArticle, type NameView } from './names.ts';
import { fieldProperty, ownerProperty, referenceProperty } from './properties.ts';
import { filterViews, indexViews, refusalView } from './queries.ts';
import { isSeeded, seedCount } from './seeding.ts';
import type { ChildView, EntityView, LinkView, ParentView, PartView, PropertyView, ViewProject } from './views.ts';

/** Words that a variable of the emitted code cannot be called, or that it uses for something else. */
const taken = new Set(
  (
    'abstract any as async await boolean break case catch class const continue debugger declare default delete do else ' +
    'enum export extends false finally for from function get if implements import in instanceof interface is let module ' +
    'namespace new null number of package private protected public readonly require return set static string super switch ' +
    'symbol this throw true try type typeof undefined unknown var void while with yield arguments eval app changes clock ' +
    'collection columns constraints cursor database deletion expectedVersion filters found id ids include input insertion ' +
    'limit link now one page pageRequest part parts platform principalOf properties query reply request route row rows ' +
    'scope services sort sql text transaction update userId version z globalThis process console name position error work'
  ).split(' '),
);

/** The name of a variable that holds one of them, and of one that holds the service of all. */
const variableNames = (name: NameView, plural: NameView): Pick<EntityView, 'variable' | 'collection'> => {
  const short = name.camel.length <= 20 ? name.camel : (name.words.split(' ').at(-1) ?? name.camel);
  const variable = taken.has(short) ? `the${nameView(short).pascal}` : short;
  const clashes = taken.has(plural.camel) || plural.camel === variable;
  return { variable, collection: clashes ? `${plural.camel}Service` : plural.camel };
};

const relationsOf = (entity: EntityModel, ...types: readonly RelationModel['type'][]): RelationModel[] =>
  (entity.relations ?? []).filter((relation) => types.includes(relation.type));

const propertiesOf = (model: Model, entity: EntityModel, owned: boolean): PropertyView[] => [
  ...(owned ? [ownerProperty] : []),
  ...entity.fields.map((field) => fieldProperty(field, entity.name)),
  ...relationsOf(entity, 'many-to-one', 'one-to-one').map((relation) =>
    referenceProperty(entity, relation, model, owned),
  ),
];

const partViews = (model: Model, entity: EntityModel): PartView[] =>
  model.entities.flatMap((part): PartView[] => {
    if (part.partOf?.entity !== entity.name) return [];
    const plural = nameView(part.plural);
    const parentColumn = `${nameView(entity.name).snake}_id`;
    return [
      {
        name: nameView(part.name),
        plural,
        as: part.partOf.as,
        table: plural.snake,
        parentColumn,
        primaryKey: identifier(plural.snake, 'pkey'),
        foreignKey: identifier(plural.snake, parentColumn, 'fkey'),
        description: part.description,
        properties: propertiesOf(model, part, false),
      },
    ];
  });

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

/** Without sign-in only what the model leaves open remains; what belongs to nobody cannot be anybody's secret. */
const accessOf = (entity: EntityModel, identity: boolean): EntityView['access'] => {
  const read = entity.access?.read ?? (entity.owner === undefined ? 'public' : 'signed-in');
  const write = entity.access?.write ?? (entity.owner === undefined ? 'permission' : 'signed-in');
  return identity ? { read, write } : { read: 'public', write: 'public' };
};

const operationsOf = (entity: EntityModel, identity: boolean): OperationName[] => {
  const offered = new Set(entity.operations ?? operations);
  const open = identity || entity.access?.write === 'public' || entity.access?.withoutAuth === 'write';
  return operations.filter((name) => (name === 'list' || name === 'get' ? true : offered.has(name) && open));
};

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

/** The entities below which rows of this one are listed, each once. */
const parentViews = (model: Model, properties: readonly PropertyView[], identity: boolean): ParentView[] => {
  const parents = properties.flatMap(({ reference }): ParentView[] => {
    const target = model.entities.find(({ name }) => name === reference?.entity.pascal);
    if (reference?.nested === undefined || target === undefined) return [];
    const { entity: name, plural } = reference;
    return [{ name, plural, ...variableNames(name, plural), owned: target.owner === 'user' && identity }];
  });
  return [...new Map(parents.map((parent) => [parent.name.pascal, parent])).values()];
};

/** What rows that belong to users are listed below. */
const accounts: ParentView = { name: nameView('User'), plural: nameView('Users'), collection: 'users', owned: false };

/** Where an entity stands among the migrations, and whose tables exist before its own. */
export interface MigrationPlace {
  readonly number: string;
  /** Names of all entities with tables of their own, in the order in which those are made. */
  readonly order: readonly string[];
}

/**
 * Everything that is derived from one entity.
 *
 * @throws Error when a relation refers to an entity that the model does not have; checked models have none
 */
export const entityView = (
  model: Model,
  entity: EntityModel,
  project: ViewProject,
  place: MigrationPlace,
): EntityView => {
  const identity = project.has('identity');
  const owned = entity.owner === 'user' && identity;
  const [name, plural] = [nameView(entity.name), nameView(entity.plural)];
  const properties = propertiesOf(model, entity, owned);
  const parts = partViews(model, entity);
  const made = place.order.slice(0, place.order.indexOf(entity.name) + 1);
  const own = links(model, entity, made);
  const allowed = operationsOf(entity, identity);
  const writable = properties.filter((property) => property.writable);
  const changeable = writable.filter((property) => !property.immutable);
  const indexes = indexViews(entity, properties, owned);
  const parents = parentViews(model, properties, identity);
  return {
    path: { plural: plural.kebab, name: name.kebab, table: plural.snake, number: place.number },
    name,
    plural,
    ...variableNames(name, plural),
    article: withArticle(name.words),
    table: plural.snake,
    sqlName,
    templateText,
    route: `/api/v1/${plural.kebab}`,
    description: entity.description,
    properties,
    references: properties.filter((property) => property.reference !== undefined),
    writable,
    changeable,
    searchable: properties.filter((property) => property.searchable),
    enumerations: [...properties, ...parts.flatMap((part) => part.properties)].filter(
      (property) => property.enumeration,
    ),
    parts,
    links: own,
    children: [
      ...childViews(model, entity),
      ...own.map((link) => ({ name: link.name.camel, segment: link.name.kebab })),
    ],
    nested: properties.flatMap((property) => property.reference?.nested ?? []),
    filters: filterViews(properties),
    sorts: [
      ...properties.filter((property) => property.sortable).map(({ name: sort, column }) => ({ name: sort, column })),
      { name: 'createdAt', column: 'created_at' },
    ],
    indexes,
    refusals: {
      insert: refusalView(properties, parts, indexes),
      change: refusalView(changeable, parts, indexes),
    },
    lateConstraints: lateConstraints(model, entity, place.order),
    lateLinks: lateLinks(model, entity, place.order),
    owned,
    narrowable: owned || properties.some((property) => property.filterable || property.searchable),
    parents,
    outerParents: [
      ...parents.filter((parent) => parent.name.pascal !== name.pascal),
      ...(owned ? [accounts] : []),
    ],
    seeded: isSeeded(model, entity),
    seeds: seedCount(model, entity),
    linked: isLinked(model, entity),
    made: made.map((other) => nameView(pluralOf(model, other)).snake),
    identifier,
    operations: allowed,
    access: accessOf(entity, identity),
    permissions: {
      read: `${plural.kebab}:read`,
      write: `${plural.kebab}:write`,
      readAny: `${plural.kebab}:read:any`,
      writeAny: `${plural.kebab}:write:any`,
    },
    has: (operation) => allowed.includes(operation),
    writes: allowed.some((operation) => operation !== 'list' && operation !== 'get'),
  };
};
