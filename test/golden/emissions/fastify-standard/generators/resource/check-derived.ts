import { problem, type ModelPath, type ModelProblem } from './model-problem.ts';
import { modelView } from './model-view.ts';
import type { EntityModel, Model } from './model.ts';
import { identifier, nameView } from './names.ts';
import {
  reservedComponents,
  reservedFunctions,
  reservedOperations,
  reservedTables,
  reservedTypes,
} from './reserved.ts';
import type { EntityView } from './views.ts';

/** A name that the code gets, and the part of the model that it is made from. */
interface Derived {
  readonly name: string;
  readonly path: ModelPath;
}

/** Names that the backend has already, or that were made before. */
const clashes = (
  what: string,
  derived: readonly Derived[],
  reserved: ReadonlySet<string> = new Set(),
): ModelProblem[] => {
  const names = derived.map(({ name }) => name);
  return derived.flatMap(({ name, path }, index) => {
    if (reserved.has(name)) {
      return [problem(path, `The ${what} "${name}" is a part of the backend itself: choose another name.`)];
    }
    if (names.indexOf(name) === index) return [];
    return [problem(path, `There is another ${what} "${name}": choose another name.`)];
  });
};

const at = (path: ModelPath, ...names: readonly string[]): Derived[] => names.map((name) => ({ name, path }));

const indexOf = (model: Model, name: string): number => model.entities.findIndex((entity) => entity.name === name);

/** Join tables get their names from two entities: they may meet another table. */
const tables = (model: Model): Derived[] => [
  ...model.entities.flatMap(({ plural }, index) => at(['entities', index, 'plural'], nameView(plural).snake)),
  ...model.entities.flatMap(({ name, relations = [] }, index) =>
    relations.flatMap((relation, place) =>
      relation.type === 'many-to-many'
        ? at(['entities', index, 'relations', place], identifier(nameView(name).snake, nameView(relation.name).snake))
        : [],
    ),
  ),
];

/** The types of an entity's enums, at their fields. */
const enumTypes = ({ name, fields }: EntityModel, path: ModelPath): Derived[] =>
  fields.flatMap((field, index) =>
    field.type === 'enum'
      ? at([...path, 'fields', index], nameView(`${name} ${nameView(field.name).words}`).pascal)
      : [],
  );

/** What the files of a module declare: of the entity itself first, so that its parts and enums are what is told. */
const declarations = (model: Model, view: EntityView): Derived[] => {
  const { pascal, camel } = view.name;
  const place = (name: string): ModelPath => ['entities', indexOf(model, name)];
  const written = view.writes ? [`${pascal}Input`, `${pascal}Replacement`, `${pascal}Changes`] : [];
  const roles = ['Filters', 'Links', 'Repository', 'Service', 'Sort'].map((suffix) => `${pascal}${suffix}`);
  const schemas = ['create', 'replace', 'patch'].map((verb) => `${verb}${pascal}Schema`);
  const inside = model.entities.filter(({ name, partOf }) => name === pascal || partOf?.entity === pascal);
  return [
    ...at(place(pascal), pascal, ...written, ...roles, `${camel}Schema`, `${camel}Parameters`, ...schemas),
    ...at(
      place(pascal),
      `${view.plural.pascal}Table`,
      ...view.links.map((link) => `${pascal}${link.name.pascal}Table`),
    ),
    ...view.parts.flatMap(({ name, plural }) =>
      at(place(name.pascal), name.pascal, `${plural.pascal}Table`, `${name.camel}Schema`, `${name.camel}Input`),
    ),
    ...inside.flatMap((entity) => enumTypes(entity, place(entity.name))),
  ];
};

/** The functions that make an entity, and those that make samples of what it holds and are declared beside them. */
const functions = (model: Model, view: EntityView): Derived[] => {
  const place: ModelPath = ['entities', indexOf(model, view.name.pascal)];
  const samples = [view, ...view.parts].flatMap(({ properties }) =>
    properties.flatMap(({ sample }) => /^\w+(?=\()/.exec(sample) ?? []),
  );
  const made = [`new${view.name.pascal}`, `sample${view.name.pascal}`, `seed${view.plural.pascal}`];
  return [...at(place, ...new Set(samples)), ...at(place, ...made)];
};

/** The ids of all operations on an entity, in the order of its routes. */
export const operationIds = ({ name, plural, ...view }: EntityView): string[] => [
  ...view.operations.map((operation) => (operation === 'list' ? `list${plural.pascal}` : `${operation}${name.pascal}`)),
  ...view.nested.map(({ operation }) => operation),
  ...(view.owned ? [`listUser${plural.pascal}`] : []),
  ...view.links.flatMap((link) => [
    `list${name.pascal}${link.name.pascal}`,
    ...(link.self ? [] : [link.inverseOperation]),
    ...(view.writes ? [`add${name.pascal}${link.one.pascal}`, `remove${name.pascal}${link.one.pascal}`] : []),
  ]),
];

const linkNames = (model: Model, view: EntityView): Derived[] => {
  const index = indexOf(model, view.name.pascal);
  const relations = model.entities[index]?.relations ?? [];
  const path = (name: string): ModelPath => {
    const place = relations.findIndex((relation) => relation.name === name);
    return place === -1 ? ['entities', index] : ['entities', index, 'relations', place];
  };
  return [
    'self',
    ...view.children.map(({ name }) => name),
    ...view.references.flatMap(({ reference }) => reference?.relation ?? []),
  ].flatMap((name) => at(path(name), name));
};

/** Many names come from several parts of a model: two of them may meet each other, or one of the backend itself. */
export const checkDerivedNames = (model: Model): ModelProblem[] => {
  const { entities } = modelView(model, { has: () => true });
  const plural = (view: EntityView): ModelPath => ['entities', indexOf(model, view.name.pascal), 'plural'];
  const each = (namesOf: (view: EntityView) => readonly string[]): Derived[] =>
    entities.flatMap((view) => at(plural(view), ...namesOf(view)));
  return [
    ...clashes('table', tables(model), reservedTables),
    ...clashes(
      'list',
      each((view) => [
        ...view.nested.map(({ path }) => path),
        ...view.links.flatMap((link) => [link.path, ...(link.self ? [] : [link.inversePath])]),
      ]),
    ),
    ...clashes('operation', each(operationIds), reservedOperations),
    ...clashes(
      'schema',
      each(({ name, writes }) => [name.pascal, ...(writes ? [`${name.pascal}Input`] : [])]),
      reservedComponents,
    ),
    ...clashes(
      'index',
      each((view) => view.indexes.map(({ name }) => name)),
    ),
    ...entities.flatMap((view) => [
      ...clashes('filter', at(plural(view), ...view.filters.map(({ name }) => name))),
      ...clashes('link', linkNames(model, view)),
      ...clashes('name in the code', declarations(model, view), reservedTypes),
      ...clashes('function in the code', functions(model, view), reservedFunctions),
    ]),
  ];
};
