import { maxLength } from './fields.ts';
import type { EntityModel } from './model.ts';
import { identifier, nameView, sqlName } from './names.ts';
import type { FilterView, IndexView, PartView, PropertyView, RefusalView } from './views.ts';

const rangeTypes = new Set(['integer', 'bigint', 'decimal', 'money', 'date', 'datetime']);

const parameterSchema = (property: PropertyView): string => {
  const { field, enumeration } = property;
  if (field === undefined) return 'idParameter()';
  switch (field.type) {
    case 'boolean':
      return 'booleanParameter()';
    case 'integer':
      return 'integerParameter({ min: -2_147_483_648, max: 2_147_483_647 })';
    case 'money':
      return 'decimalParameter({ scale: 2 })';
    case 'decimal':
      return 'decimalParameter({ scale: 4 })';
    case 'uuid':
      return 'idParameter()';
    case 'enum':
      return `z.enum(${enumeration?.constant ?? ''})`;
    case 'date':
      return 'calendarDate()';
    case 'datetime':
      return 'instant()';
    case 'bigint':
      return 'largeInteger()';
    default:
      return `text({ max: ${maxLength(field)} })`;
  }
};

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** A TypeScript expression that turns a value with an order into a number. */
const asNumber =
  ({ type }: PropertyView) =>
  (value: string): string => {
    if (type === 'integer') return value;
    return type === 'date' ? `Date.parse(${value})` : `Number(${value})`;
  };

/** The query parameters that narrow a list: equality, or a range where values have an order. */
export const filterViews = (properties: readonly PropertyView[]): FilterView[] =>
  properties
    .filter((property) => property.filterable)
    .flatMap((property): FilterView[] => {
      const common = {
        property: property.name,
        column: property.column,
        tsType: property.tsType.replace(' | null', ''),
        schema: parameterSchema(property),
        asNumber: asNumber(property),
      };
      if (!rangeTypes.has(property.type))
        return [
          {
            ...common,
            name: property.name,
            operator: '=',
            words: property.words,
          },
        ];
      return [
        {
          ...common,
          name: `min${capital(property.name)}`,
          operator: '>=',
          words: `smallest ${property.words}`,
        },
        {
          ...common,
          name: `max${capital(property.name)}`,
          operator: '<=',
          words: `largest ${property.words}`,
        },
      ];
    });

const living = 'where deleted_at is null';

interface Candidate {
  readonly columns: readonly string[];
  readonly purpose: string;
  /** Holds deleted rows as well: PostgreSQL looks for them, too, before it deletes what they refer to. */
  readonly whole?: boolean;
}

/** What a list of the rows with one value is for. */
const equalityPurpose = (plural: string, { type, words }: PropertyView): string => {
  if (type !== 'boolean') return `Lists the ${plural} with a given ${words}.`;
  return words.startsWith('is ')
    ? `Lists the ${plural} that are ${words.slice(3)}, or those that are not.`
    : `Lists the ${plural} by ${words}: true, or false.`;
};

/** What a list in the order of a column is for. */
const orderPurpose = (plural: string, { type, words, sortable, filterable }: PropertyView): string => {
  if (!filterable || !rangeTypes.has(type)) return `Lists ${plural} by ${words}.`;
  return sortable
    ? `Lists ${plural} by ${words}, and those in a range of it.`
    : `Lists the ${plural} in a range of ${words}.`;
};

/** What lists need: a column to begin with, then what they are sorted by. */
const listCandidates = (plural: string, properties: readonly PropertyView[], owned: boolean): Candidate[] => {
  const equality = properties.filter(
    (property) => property.filterable && !rangeTypes.has(property.type) && !property.unique,
  );
  const ordered = properties.filter(
    (property) => property.sortable || (property.filterable && rangeTypes.has(property.type)),
  );
  return [
    { columns: ['created_at', 'id'], purpose: `Lists ${plural} by age, which is the default order.` },
    ...(owned
      ? [{ columns: ['user_id', 'created_at', 'id'], purpose: `Lists the ${plural} of one user.`, whole: true }]
      : []),
    ...equality.map((property) => ({
      columns: [property.column, 'created_at', 'id'],
      purpose: equalityPurpose(plural, property),
      whole: property.reference !== undefined,
    })),
    ...properties.flatMap(({ unique, column, reference }) =>
      unique && reference
        ? [
            {
              columns: [column],
              purpose: `Finds the ${plural} that refer to a ${reference.entity.words}.`,
              whole: true,
            },
          ]
        : [],
    ),
    ...ordered.map((property) => ({ columns: [property.column, 'id'], purpose: orderPurpose(plural, property) })),
  ];
};

/**
 * All indexes of an entity's table, each with the reason for it. Rows that were deleted are in none of them but those of
 * foreign keys.
 */
export const indexViews = (entity: EntityModel, properties: readonly PropertyView[], owned: boolean): IndexView[] => {
  const table = nameView(entity.plural).snake;
  const plural = nameView(entity.plural).words;
  const unique = properties
    .filter((property) => property.unique)
    .map(({ name, column, words }) => ({
      name: identifier(table, column, 'key'),
      definition: `(${sqlName(column)}) ${living}`,
      unique: true,
      purpose: `No two living ${plural} have the same ${words}.`,
      property: name,
    }));
  const lists = listCandidates(plural, properties, owned).map(({ columns, purpose, whole }) => ({
    name: identifier(table, ...columns, 'idx'),
    definition: `(${columns.map(sqlName).join(', ')})${whole === true ? '' : ` ${living}`}`,
    unique: false,
    purpose,
  }));
  const own = (entity.indexes ?? []).map((index) => {
    const columns = index.fields.map(
      (field) => properties.find(({ name }) => name === field)?.column ?? nameView(field).snake,
    );
    return {
      name: identifier(table, ...columns, index.unique === true ? 'key' : 'idx'),
      definition: `(${columns.map(sqlName).join(', ')}) ${living}`,
      unique: index.unique === true,
      purpose: index.purpose,
      ...(index.unique === true && { property: index.fields.join(', ') }),
    };
  });
  const search = properties.some((property) => property.searchable)
    ? [
        {
          name: identifier(table, 'search_vector', 'idx'),
          definition: 'using gin (search_vector)',
          unique: false,
          purpose: `Finds ${plural} by their words.`,
        },
      ]
    : [];
  const byName = new Map([...unique, ...own, ...lists, ...search].map((index) => [index.name, index]));
  return [...byName.values()];
};

/** What the database can refuse when these properties, and the parts, are written. */
export const refusalView = (
  written: readonly PropertyView[],
  parts: readonly PartView[],
  indexes: readonly IndexView[],
): RefusalView => ({
  taken: indexes.some(
    ({ unique, property = '' }) =>
      unique && property.split(', ').some((name) => written.some((one) => one.name === name)),
  ),
  dangling: [...written, ...parts.flatMap((part) => part.properties)].some(({ reference }) => reference !== undefined),
});
