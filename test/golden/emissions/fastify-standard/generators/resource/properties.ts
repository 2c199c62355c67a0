import { fieldCode } from './fields.ts';
import { quote } from './layout.ts';
import type { EntityModel, FieldModel, Model, RelationModel } from './model.ts';
import { identifier, nameView, sqlName } from './names.ts';
import { seedCount } from './seeding.ts';
import type { NestedView, PropertyView, ReferenceView } from './views.ts';

/** Columns before a schema expression in the emitted schema files. */
const schemaMargin = 2;

const textTypes = new Set(['string', 'text', 'slug', 'email', 'url']);

const defaultLiteral = (field: FieldModel): string => {
  if (field.default === undefined) return 'null';
  return typeof field.default === 'string' ? quote(field.default) : String(field.default);
};

const whenMissing = (field: FieldModel): { whenMissing?: string } => {
  if (field.type === 'slug' && field.from !== undefined) return { whenMissing: 'optional()' };
  if (field.default !== undefined || field.optional === true)
    return { whenMissing: `default(${defaultLiteral(field)})` };
  return {};
};

const sqlDefault = (field: FieldModel): string => {
  if (field.default === undefined) return '';
  const literal =
    typeof field.default === 'string' ? `'${field.default.replaceAll("'", "''")}'` : String(field.default);
  return ` default ${literal}`;
};

const orNull = (type: string, nullable: boolean): string => (nullable ? `${type} | null` : type);
const maybeNull = (schema: string, nullable: boolean): string => (nullable ? `${schema}.nullable()` : schema);

const enumeration = (field: FieldModel, owner: string): Pick<PropertyView, 'enumeration'> => {
  if (field.type !== 'enum') return {};
  const name = nameView(`${owner} ${nameView(field.name).words}`);
  return { enumeration: { constant: `${name.constant}_VALUES`, type: name.pascal, values: field.values ?? [] } };
};

/** A field as the templates need it. @param owner the entity's name */
export const fieldProperty = (field: FieldModel, owner: string): PropertyView => {
  const code = fieldCode(field, schemaMargin, owner);
  const name = nameView(field.name);
  const nullable = field.optional === true;
  return {
    name: field.name,
    column: name.snake,
    sqlName: sqlName(name.snake),
    type: field.type,
    words: name.words,
    ...(field.description !== undefined && { description: field.description }),
    nullable,
    writable: field.readOnly !== true,
    immutable: field.immutable === true,
    visible: field.private !== true,
    unique: field.unique === true,
    searchable: field.searchable === true && textTypes.has(field.type),
    sortable: field.sortable === true,
    filterable: field.filterable === true,
    tsType: orNull(code.tsType, nullable),
    rowType: orNull(code.rowType, nullable),
    sqlType: `${code.sqlType}${nullable ? '' : ' not null'}${sqlDefault(field)}`,
    ...(code.check !== undefined && { check: code.check }),
    inputSchema: maybeNull(code.inputSchema, nullable),
    outputSchema: field.type === 'json' ? code.outputSchema : maybeNull(code.outputSchema, nullable),
    ...whenMissing(field),
    initial: defaultLiteral(field),
    sample: code.sample,
    invalid: code.invalid,
    ...enumeration(field, owner),
    ...(field.type === 'slug' && field.from !== undefined && { slugFrom: field.from }),
    field,
  };
};

/** Two references to one entity would give two lists the same path: then the relation's name keeps them apart. */
const nestedView = (entity: EntityModel, relation: RelationModel, target: EntityModel): NestedView => {
  const plural = nameView(entity.plural);
  const parent = nameView(target.name);
  const twins = (entity.relations ?? []).filter(
    (other) => other.target === relation.target && other.type !== 'one-to-one',
  );
  const suffix = twins.length > 1 ? nameView(`as ${nameView(relation.name).words}`) : undefined;
  const segment = suffix === undefined ? plural.kebab : `${plural.kebab}-${suffix.kebab}`;
  return {
    path: `/api/v1/${nameView(target.plural).kebab}/{id}/${segment}`,
    operation: `list${parent.pascal}${plural.pascal}${suffix?.pascal ?? ''}`,
    property: `${relation.name}Id`,
    parent,
  };
};

const referenceView = (entity: EntityModel, relation: RelationModel, model: Model, owned: boolean): ReferenceView => {
  const target = model.entities.find((candidate) => candidate.name === relation.target);
  if (target === undefined)
    throw new Error(`${entity.name}.${relation.name}: the model has no entity "${relation.target}".`);
  const plural = nameView(target.plural);
  const nested = relation.type === 'many-to-one' && entity.partOf === undefined;
  return {
    relation: relation.name,
    entity: nameView(target.name),
    plural,
    table: plural.snake,
    path: `/api/v1/${plural.kebab}`,
    restrict: relation.onDelete !== 'keep',
    owned: target.owner !== undefined && owned,
    seeds: seedCount(model, target),
    self: target.name === entity.name,
    constraint: identifier(nameView(entity.plural).snake, nameView(relation.name).snake, 'id_fkey'),
    ...(nested && { nested: nestedView(entity, relation, target) }),
  };
};

/**
 * The id of the row that a relation refers to, as a property: `category` becomes `categoryId`.
 *
 * @param owned whether rows of the entity belong to users
 */
export const referenceProperty = (
  entity: EntityModel,
  relation: RelationModel,
  model: Model,
  owned = false,
): PropertyView => {
  const name = nameView(relation.name);
  const nullable = relation.optional === true;
  const reference = referenceView(entity, relation, model, owned);
  return {
    name: `${relation.name}Id`,
    column: `${name.snake}_id`,
    sqlName: `${name.snake}_id`,
    type: 'reference',
    words: name.words,
    description: relation.description ?? `The ${reference.entity.words} it refers to.`,
    nullable,
    writable: true,
    immutable: relation.immutable === true,
    visible: true,
    unique: relation.type === 'one-to-one',
    searchable: false,
    sortable: false,
    filterable: true,
    tsType: orNull('string', nullable),
    rowType: orNull('string', nullable),
    sqlType: `uuid${nullable ? '' : ' not null'}`,
    inputSchema: maybeNull('z.uuid()', nullable),
    outputSchema: maybeNull('z.uuid()', nullable),
    ...(nullable && { whenMissing: 'default(null)' }),
    initial: 'null',
    sample: 'sampleUuid(n)',
    invalid: ["'not-a-uuid'", '42'],
    reference,
  };
};

/** The user whom an owned row belongs to. */
export const ownerProperty: PropertyView = {
  name: 'userId',
  column: 'user_id',
  sqlName: 'user_id',
  type: 'uuid',
  words: 'user',
  description: 'The user it belongs to.',
  nullable: false,
  writable: false,
  immutable: true,
  visible: true,
  unique: false,
  searchable: false,
  sortable: false,
  filterable: false,
  tsType: 'string',
  rowType: 'string',
  sqlType: 'uuid not null references users (id)',
  inputSchema: 'z.uuid()',
  outputSchema: 'z.uuid()',
  initial: 'null',
  sample: 'sampleUuid(n)',
  invalid: [],
};
