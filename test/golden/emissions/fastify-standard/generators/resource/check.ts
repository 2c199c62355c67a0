import { checkDerivedNames } from './check-derived.ts';
import { checkField } from './check-field.ts';
import { checkRoles } from './check-roles.ts';
import { isText } from './field-values.ts';
import { longestIndexed, maxLength } from './fields.ts';
import { duplicates, problem, type ModelPath, type ModelProblem } from './model-problem.ts';
import { migrationOrder } from './model-view.ts';
import type { EntityModel, Model, RelationModel } from './model.ts';
import { nameView } from './names.ts';
import { reservedEntities, reservedFields, reservedTypes, windowsDevices } from './reserved.ts';
import { didYouMean } from './suggest.ts';

/** Names become parts of file names and of identifiers that have to fit a line, and PostgreSQL's 63 characters. */
const longestName = 38;

const nameProblem = (name: string, isType: boolean): string | undefined => {
  const { pascal } = nameView(name);
  if (!/^[A-Z][a-zA-Z0-9]*$/.test(name) || pascal !== name) {
    const isAdvice = pascal !== name && nameProblem(pascal, isType) === undefined;
    return `"${name}" must be in PascalCase${isAdvice ? `: write "${pascal}".` : ', such as OrderItem.'}`;
  }
  if (name.length > longestName) return `"${name}" is longer than ${String(longestName)} characters.`;
  if (windowsDevices.has(name.toLowerCase())) return `Windows keeps the name "${name}" for a device.`;
  if (reservedEntities.has(name)) return `"${name}" is a part of the backend itself: choose another name.`;
  if (isType && reservedTypes.has(name)) return `"${name}" is a type that the code needs: choose another name.`;
  return undefined;
};

/** A plural is often made from the name: what is wrong with that is said once. */
const checkEntityName = ({ name, plural }: EntityModel, path: ModelPath): ModelProblem[] => {
  const ofName = nameProblem(name, true);
  if (ofName !== undefined) return [problem([...path, 'name'], ofName)];
  const ofPlural = nameProblem(plural, false);
  if (ofPlural !== undefined) return [problem([...path, 'plural'], ofPlural)];
  return name === plural ? [problem([...path, 'plural'], 'The plural must differ from the name.')] : [];
};

/** camelCase, and unchanged by a way through snake_case: `isbn13`, not `isbn_13`. */
const memberNameProblem = (name: string): string | undefined => {
  const { camel } = nameView(name);
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name) || camel !== name) {
    const isAdvice = camel !== name && memberNameProblem(camel) === undefined;
    return `"${name}" must be in camelCase${isAdvice ? `: write "${camel}".` : ', such as unitPrice.'}`;
  }
  if (name.length > longestName) return `"${name}" is longer than ${String(longestName)} characters.`;
  if (reservedFields.has(name)) return `Every entity has, or must not have, "${name}": choose another name.`;
  return undefined;
};

const checkMemberName = (name: string, path: ModelPath): ModelProblem[] => {
  const found = memberNameProblem(name);
  return found === undefined ? [] : [problem(path, found)];
};

const checkTarget = (model: Model, entity: EntityModel, relation: RelationModel, path: ModelPath): ModelProblem[] => {
  const names = model.entities.map(({ name }) => name);
  const target = model.entities.find(({ name }) => name === relation.target);
  if (target === undefined) {
    return [problem(path, `There is no entity "${relation.target}".${didYouMean(relation.target, names)}`)];
  }
  if (target.partOf !== undefined) {
    return [problem(path, `"${target.name}" is a part of "${target.partOf.entity}": refer to that instead.`)];
  }
  if (target.owner !== undefined && entity.partOf !== undefined) {
    return [problem(path, `The rows of "${target.name}" belong to users: a part cannot refer to them.`)];
  }
  if (target.owner !== undefined && entity.owner === undefined) {
    return [
      problem(path, `The rows of "${target.name}" belong to users: what refers to them needs "owner: user", too.`),
    ];
  }
  return [];
};

const relationNameProblem = ({ name, type }: RelationModel): string | undefined => {
  const found = memberNameProblem(name);
  if (found !== undefined) return found;
  if (name === 'self') return 'Every row has a link "self": choose another name.';
  const member = `${name}Id`;
  return type !== 'many-to-many' && reservedFields.has(member)
    ? `"${name}" would be the member "${member}", which every entity has, or must not have: choose another name.`
    : undefined;
};

const checkRelation = (model: Model, entity: EntityModel, relation: RelationModel, path: ModelPath): ModelProblem[] => {
  const found = checkTarget(model, entity, relation, [...path, 'target']);
  const ofName = relationNameProblem(relation);
  if (ofName !== undefined) found.unshift(problem([...path, 'name'], ofName));
  if (entity.partOf !== undefined && relation.type !== 'many-to-one') {
    found.push(problem([...path, 'type'], 'A part can only have relations of the type many-to-one.'));
  }
  if (relation.type === 'many-to-many' && relation.optional === true) {
    found.push(problem([...path, 'optional'], 'A relation of the type many-to-many is always optional.'));
  }
  if (relation.type !== 'many-to-many' && relation.optional !== true && relation.target === entity.name) {
    found.push(problem(path, 'A relation of an entity to itself must be optional, or there could be no first row.'));
  }
  return found;
};

const isLinked = (relation: RelationModel): boolean => relation.type === 'many-to-many';

/** The members that have a column, as they are called in JSON. */
const columnMembers = (entity: EntityModel): string[] => [
  ...entity.fields.map(({ name }) => name),
  ...(entity.relations ?? []).filter((relation) => !isLinked(relation)).map(({ name }) => `${name}Id`),
];

const linkedMembers = (entity: EntityModel): string[] =>
  (entity.relations ?? []).filter(isLinked).map(({ name }) => name);

/** What each member is called in JSON, and where it stands in the entity. */
const placedMembers = (entity: EntityModel): { name: string; place: ModelPath }[] => [
  ...entity.fields.map(({ name }, at) => ({ name, place: ['fields', at] })),
  ...(entity.relations ?? []).map((relation, at) => ({
    name: isLinked(relation) ? relation.name : `${relation.name}Id`,
    place: ['relations', at],
  })),
];

const checkPart = (model: Model, entity: EntityModel, path: ModelPath): ModelProblem[] => {
  if (entity.partOf === undefined) return [];
  const { entity: parent, as } = entity.partOf;
  const names = model.entities.map(({ name }) => name);
  const root = model.entities.find(({ name }) => name === parent);
  const at = [...path, 'partOf', 'entity'];
  if (root === undefined) return [problem(at, `There is no entity "${parent}".${didYouMean(parent, names)}`)];
  if (root.partOf !== undefined) return [problem(at, `"${parent}" is a part itself: parts have no parts.`)];
  const first = model.entities.find(({ partOf }) => partOf?.entity === parent && partOf.as === as);
  if (placedMembers(root).some(({ name }) => name === as) || first !== entity) {
    return [problem([...path, 'partOf', 'as'], `"${parent}" has a "${as}" already: choose another name.`)];
  }
  // The column for the row that it is part of.
  const parentId = `${nameView(parent).camel}Id`;
  const isTaken = columnMembers(entity).includes(parentId);
  const unusable = (['operations', 'access', 'owner', 'indexes'] as const).filter((key) => entity[key] !== undefined);
  return [
    ...checkMemberName(as, [...path, 'partOf', 'as']),
    ...(isTaken ? [problem(path, `A part of "${parent}" has "${parentId}" already: choose another name.`)] : []),
    ...unusable.map((key) =>
      problem([...path, key], `A part has no ${key} of its own: it is reached through "${parent}".`),
    ),
  ];
};

/** How long the texts of some members can be together. */
const textLength = ({ fields }: EntityModel, names: readonly string[]): number =>
  fields
    .filter((field) => names.includes(field.name) && isText(field))
    .reduce((length, field) => length + maxLength(field), 0);

const checkIndexes = (entity: EntityModel, path: ModelPath): ModelProblem[] => {
  const [columns, linked] = [columnMembers(entity), linkedMembers(entity)];
  const indexes = entity.indexes ?? [];
  const keys = indexes.map(
    ({ fields, unique }) => `${fields.map((name) => nameView(name).snake).join('_')} ${unique === true}`,
  );
  const faultOf = (name: string): string =>
    linked.includes(name)
      ? `"${name}" has no column here: the table between the two has its indexes already.`
      : `There is no member "${name}".${didYouMean(name, columns)}`;
  return indexes.flatMap(({ fields }, at) => [
    ...fields.flatMap((name, column) =>
      columns.includes(name) ? [] : [problem([...path, at, 'fields', column], faultOf(name))],
    ),
    ...(keys.indexOf(keys[at] ?? '') === at
      ? []
      : [problem([...path, at], 'Another index has the same columns: leave one of the two out.')]),
    ...(textLength(entity, fields) <= longestIndexed
      ? []
      : [
          problem([...path, at, 'fields'], `The texts of an index have at most ${longestIndexed} characters together.`),
        ]),
  ]);
};

/** Nobody in particular has rows of their own. */
const checkOwner = ({ owner, partOf, access }: EntityModel, path: ModelPath): ModelProblem[] => {
  if (owner === undefined || partOf !== undefined) return [];
  const open = (['read', 'write'] as const).filter((key) => access?.[key] === 'public');
  return open.map((key) =>
    problem([...path, 'access', key], 'Rows that belong to users are for those who sign in: write "signed-in".'),
  );
};

const checkEntity = (model: Model, entity: EntityModel, path: ModelPath): ModelProblem[] => {
  const members = placedMembers(entity);
  const fields = entity.fields.flatMap((field, index) => [
    ...checkMemberName(field.name, [...path, 'fields', index, 'name']),
    ...checkField(entity, field).map((found) => problem([...path, 'fields', index, ...found.path], found.message)),
  ]);
  const relations = (entity.relations ?? []).flatMap((relation, index) =>
    checkRelation(model, entity, relation, [...path, 'relations', index]),
  );
  return [
    ...checkEntityName(entity, path),
    ...fields,
    ...relations,
    ...duplicates(
      members.map(({ name }) => name),
      (index) => [...path, ...(members[index]?.place ?? []), 'name'],
      'member',
    ),
    ...checkIndexes(entity, [...path, 'indexes']),
    ...checkPart(model, entity, path),
    ...checkOwner(entity, path),
  ];
};

/** Required references that go round in a circle: no row of them could ever be the first. Each row has parts. */
const checkCircles = (model: Model): ModelProblem[] => {
  const next = (name: string): string[] =>
    model.entities
      .filter((entity) => entity.name === name || entity.partOf?.entity === name)
      .flatMap((entity) => (entity.relations ?? []).filter((relation) => relation.target !== entity.name))
      .filter((relation) => relation.type !== 'many-to-many' && relation.optional !== true)
      .map((relation) => relation.target);
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    next(from).some((name) => {
      if (name === goal) return true;
      if (seen.has(name)) return false;
      seen.add(name);
      return reaches(name, goal, seen);
    });
  const inCircle = model.entities.findIndex(({ name }) => reaches(name, name));
  if (inCircle === -1) return [];
  return [
    problem(
      ['entities', inCircle, 'relations'],
      'Required relations, its own or of its parts, go round in a circle: make one of them optional, or there could be no first row.',
    ),
  ];
};

/** Everything that is wrong with a model, beyond its form. A model without problems can be emitted. */
export const modelProblems = (model: Model): ModelProblem[] => {
  const entityNames = model.entities.map(({ name }) => name);
  const tables = model.entities.map(({ plural }) => nameView(plural).snake);
  const found = [
    ...duplicates(entityNames, (index) => ['entities', index, 'name'], 'entity'),
    ...duplicates(tables, (index) => ['entities', index, 'plural'], 'table'),
    ...model.entities.flatMap((entity, index) => checkEntity(model, entity, ['entities', index])),
    ...checkCircles(model),
    ...checkRoles(model),
  ];
  if (found.length > 0) return found;
  if (migrationOrder(model).length > 0) return checkDerivedNames(model);
  return [problem(['entities'], 'There must be an entity that is not a part of another one.')];
};
