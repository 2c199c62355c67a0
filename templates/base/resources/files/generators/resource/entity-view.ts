import { quote, templateText } from './layout.ts';
import { operations, type EntityModel, type Model, type OperationName } from './model.ts';
import { identifier, nameView, sqlName, withArticle, type NameView } from './names.ts';
import { fieldProperty, ownerProperty, referenceProperty } from './properties.ts';
import { neighbourViews } from './neighbours.ts';
import { filterViews, indexViews, refusalView } from './queries.ts';
import { readRule, relationsOf, relationViews, type MigrationPlace } from './relation-views.ts';
import { memberVariable, variableNames } from './variable-names.ts';
import type { EntityView, ParentView, PartView, PropertyView, ViewProject } from './views.ts';

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
        variable: memberVariable(part.partOf.as),
        table: plural.snake,
        parentColumn,
        primaryKey: identifier(plural.snake, 'pkey'),
        foreignKey: identifier(plural.snake, parentColumn, 'fkey'),
        description: part.description,
        properties: propertiesOf(model, part, false),
      },
    ];
  });

/** Without sign-in only what the model leaves open remains; what belongs to nobody cannot be anybody's secret. */
const accessOf = (entity: EntityModel, identity: boolean): EntityView['access'] => {
  const read = readRule(entity);
  const write = entity.access?.write ?? (entity.owner === undefined ? 'permission' : 'signed-in');
  return identity ? { read, write } : { read: 'public', write: 'public' };
};

const operationsOf = (entity: EntityModel, identity: boolean): OperationName[] => {
  const offered = new Set(entity.operations ?? operations);
  const open = identity || entity.access?.write === 'public' || entity.access?.withoutAuth === 'write';
  return operations.filter((name) => (name === 'list' || name === 'get' ? true : offered.has(name) && open));
};

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

/** What an entity is called, by people and in code. */
const namesOf = (name: NameView, plural: NameView, number: string) => ({
  path: { plural: plural.kebab, name: name.kebab, table: plural.snake, number },
  name,
  plural,
  ...variableNames(name, plural),
  article: withArticle(name.words),
  table: plural.snake,
  route: `/api/v1/${plural.kebab}`,
});

/** Its values, by what can be done with them. */
const propertyGroups = (properties: readonly PropertyView[], parts: readonly PartView[]) => {
  const writable = properties.filter((property) => property.writable);
  return {
    properties,
    parts,
    references: properties.filter((property) => property.reference !== undefined),
    writable,
    changeable: writable.filter((property) => !property.immutable),
    searchable: properties.filter((property) => property.searchable),
    enumerations: [...properties, ...parts.flatMap((part) => part.properties)].filter(
      (property) => property.enumeration,
    ),
    nested: properties.flatMap((property) => property.reference?.nested ?? []),
    filters: filterViews(properties),
    sorts: [
      ...properties.filter((property) => property.sortable).map(({ name: sort, column }) => ({ name: sort, column })),
      { name: 'createdAt', column: 'created_at' },
    ],
  };
};

/** Who may do what with it. */
const accessViews = (entity: EntityModel, plural: NameView, identity: boolean) => {
  const allowed = operationsOf(entity, identity);
  return {
    operations: allowed,
    access: accessOf(entity, identity),
    permissions: {
      read: `${plural.kebab}:read`,
      write: `${plural.kebab}:write`,
      readAny: `${plural.kebab}:read:any`,
      writeAny: `${plural.kebab}:write:any`,
    },
    has: (operation: OperationName) => allowed.includes(operation),
    writes: allowed.some((operation) => operation !== 'list' && operation !== 'get'),
  };
};

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
  const groups = propertyGroups(properties, parts);
  const indexes = indexViews(entity, properties, owned);
  const parents = parentViews(model, properties, identity);
  return {
    ...namesOf(name, plural, place.number),
    ...groups,
    ...relationViews(model, entity, place),
    ...accessViews(entity, plural, identity),
    description: entity.description,
    sqlName,
    quote,
    templateText,
    identifier,
    indexes,
    refusals: {
      insert: refusalView(properties, parts, indexes),
      change: refusalView(groups.changeable, parts, indexes),
    },
    owned,
    narrowable: owned || properties.some((property) => property.filterable || property.searchable),
    parents,
    neighbours: neighbourViews(model, entity, owned),
    outerParents: [...parents.filter((parent) => parent.name.pascal !== name.pascal), ...(owned ? [accounts] : [])],
  };
};
