import { list, quote } from './layout.ts';
import type { FieldModel } from './model.ts';
import { nameView, sqlName } from './names.ts';

/** The limits of a type where the model gives none. */
const defaultLength = { string: 200, slug: 200, text: 10_000, email: 254, url: 2048 } as const;
const money = { digits: 12, scale: 2 };
const decimal = { digits: 12, scale: 4 };

/** What one type of field becomes in TypeScript, SQL and zod. */
export interface FieldCode {
  readonly tsType: string;
  readonly rowType: string;
  readonly sqlType: string;
  readonly check?: string;
  readonly inputSchema: string;
  readonly outputSchema: string;
  readonly sample: string;
  readonly invalid: readonly string[];
}

/** Indentation of a property in the schema files: decides whether its options fit on the line. */
const call = (name: string, options: readonly string[], margin: number): string =>
  options.length === 0
    ? `${name}()`
    : list(options, { prefix: `${name}({`, suffix: '})', spaced: true, indent: margin });

const numberText = (value: number | string): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '_');

/**
 * In characters, of at most four bytes each: an entry of a B-tree holds 2,704 bytes, the ids beside the text included. The
 * cursor of a page holds it, too.
 */
export const longestIndexed = 650;

/** The longest value of a text field, in characters. */
export const maxLength = (field: FieldModel): number => {
  const { type } = field;
  const usual = type in defaultLength ? defaultLength[type as keyof typeof defaultLength] : 200; // `in` does not narrow
  return field.max === undefined ? usual : Number(field.max);
};

/** A pattern as a literal: of the whole text, with what would end the literal escaped by the engine itself. */
const patternLiteral = (pattern: string): string => {
  // Anchors bind closer than alternatives, and the last sign may be an escaped dollar.
  const needsGroup = pattern.includes('|') || pattern.endsWith('\\$');
  const body = needsGroup ? `^(?:${pattern})$` : pattern;
  return String(new RegExp(`${body.startsWith('^') ? '' : '^'}${body}${body.endsWith('$') ? '' : '$'}`));
};

/** What sample texts begin with: the entity for its name or title, else the field. Short, to fit on its line. */
const sampleLabel = (field: FieldModel, owner: string): string => {
  const label = nameView(['name', 'title'].includes(field.name) ? owner : field.name).sentence;
  return label.length <= 24 ? label : label.slice(0, 24).replace(/ \S*$/, '');
};

/** What sample slugs begin with: a hyphen and the digits of a number below ten million follow. */
const slugLabel = (field: FieldModel, owner: string): string =>
  nameView(owner)
    .kebab.slice(0, Math.min(24, maxLength(field) - 8))
    .replace(/-$/, '');

const textCode = (field: FieldModel, margin: number, owner: string): FieldCode => {
  const max = maxLength(field);
  const min = field.min === undefined ? (field.optional === true ? 0 : 1) : Number(field.min);
  const limits = [...(min > 0 ? [`min: ${min}`] : []), `max: ${numberText(max)}`];
  const pattern = field.pattern === undefined ? [] : [`pattern: ${patternLiteral(field.pattern)}`];
  const sample =
    field.pattern === undefined
      ? `sampleText(${quote(sampleLabel(field, owner))}, n, { max: ${numberText(max)}${min > 1 ? `, min: ${min}` : ''} })`
      : `sampleMatching(${patternLiteral(field.pattern)}, n)`;
  return {
    tsType: 'string',
    rowType: 'string',
    sqlType: `varchar(${max})`,
    inputSchema: call('text', [...limits, ...pattern], margin),
    outputSchema: 'z.string()',
    sample,
    invalid: [...(min > 0 ? ["''"] : []), `'x'.repeat(${numberText(max + 1)})`, '42', "'a\\u0000b'"],
  };
};

/** A lower or upper limit as an SQL condition. */
const rangeCheck = (
  field: FieldModel,
  column: string,
  literal: (value: number | string) => string,
): { check?: string } => {
  const conditions = [
    ...(field.min === undefined ? [] : [`${column} >= ${literal(field.min)}`]),
    ...(field.max === undefined ? [] : [`${column} <= ${literal(field.max)}`]),
  ];
  return conditions.length === 0 ? {} : { check: conditions.join(' and ') };
};

const decimalCode = (field: FieldModel, margin: number, column: string): FieldCode => {
  const { digits, scale } = field.type === 'money' ? money : decimal;
  const name = field.type === 'money' ? 'moneyAmount' : 'decimalNumber';
  const limits = (['min', 'max'] as const).flatMap((key) =>
    field[key] === undefined ? [] : [`${key}: '${field[key]}'`],
  );
  return {
    tsType: 'string',
    rowType: 'string',
    sqlType: `numeric(${digits + scale + (field.type === 'money' ? 5 : 0)}, ${scale})`,
    ...rangeCheck(field, column, String),
    inputSchema: call(name, limits, margin),
    outputSchema: 'z.string()',
    sample: `sampleDecimal(n, { scale: ${scale}${limits.length > 0 ? `, ${limits.join(', ')}` : ''} })`,
    invalid: ["'abc'", '12.5', `'1.${'1'.repeat(scale + 1)}'`, ...(Number(field.min ?? -1) >= 0 ? ["'-1'"] : [])],
  };
};

const integerCode = (field: FieldModel, margin: number, column: string): FieldCode => {
  const limits = (['min', 'max'] as const).flatMap((key) =>
    field[key] === undefined ? [] : [`${key}: ${numberText(field[key])}`],
  );
  const below = field.min === undefined ? [] : [String(Number(field.min) - 1)];
  return {
    tsType: 'number',
    rowType: 'number',
    sqlType: 'integer',
    ...rangeCheck(field, column, String),
    inputSchema: call('wholeNumber', limits, margin),
    outputSchema: 'z.int()',
    sample: `sampleInteger(n${limits.length > 0 ? `, { ${limits.join(', ')} }` : ''})`,
    invalid: ["'1'", '1.5', '3_000_000_000', ...below],
  };
};

const enumCode = (field: FieldModel, column: string, owner: string): FieldCode => {
  const values = field.values ?? [];
  const { constant } = nameView(`${owner} ${nameView(field.name).words}`);
  return {
    tsType: nameView(`${owner} ${nameView(field.name).words}`).pascal,
    rowType: nameView(`${owner} ${nameView(field.name).words}`).pascal,
    sqlType: `varchar(${Math.max(...values.map((value) => value.length))})`,
    check: `${column} in (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`,
    inputSchema: `z.enum(${constant}_VALUES)`,
    outputSchema: `z.enum(${constant}_VALUES)`,
    sample: `sampleOf(${constant}_VALUES, n)`,
    invalid: ["'no such value'", '42'],
  };
};

const plain = (
  type: string,
  sqlType: string,
  schema: string,
  output: string,
  sample: string,
  invalid: string[],
): FieldCode => ({
  tsType: type,
  rowType: type,
  sqlType,
  inputSchema: schema,
  outputSchema: output,
  sample,
  invalid,
});

/** Texts of a form of their own. */
const formattedCode = (field: FieldModel, margin: number, owner: string): FieldCode => {
  switch (field.type) {
    case 'slug':
      return {
        ...textCode({ ...field, min: 1 }, margin, owner),
        inputSchema: `slug({ max: ${maxLength(field)} })`,
        sample: `sampleSlug(${quote(slugLabel(field, owner))}, n)`,
        invalid: ["''", "'Not A Slug'", '42'],
      };
    case 'email':
      return {
        ...textCode({ ...field, min: 3 }, margin, owner),
        inputSchema: 'emailAddress()',
        sample: 'sampleEmail(n)',
        invalid: ["'nobody'", "'a@b\\r\\nc.test'", '42'],
      };
    case 'url':
      return {
        ...textCode({ ...field, min: 1 }, margin, owner),
        inputSchema: 'webAddress()',
        sample: 'sampleUrl(n)',
        invalid: ["'nowhere'", "'javascript:alert(1)'", '42'],
      };
    default:
      return textCode(field, margin, owner);
  }
};

const booleanCode = (field: FieldModel): FieldCode => {
  const sample = field.default === true ? 'n % 10 !== 0' : 'n % 10 === 0';
  return plain('boolean', 'boolean', 'z.boolean()', 'z.boolean()', sample, ["'true'", '1']);
};

/** What stands for a type whatever else the model says of the field. */
const fixedCode = {
  bigint: plain('string', 'bigint', 'largeInteger()', 'z.string()', 'sampleLargeInteger(n)', ["'abc'", "'1.5'", '42']),
  date: plain('string', 'date', 'calendarDate()', 'z.iso.date()', 'sampleDate(n)', [
    "'2030-02-30'",
    "'tomorrow'",
    '42',
  ]),
  datetime: plain('Date', 'timestamptz(3)', 'instant()', 'z.iso.datetime()', 'sampleInstant(n)', [
    "'2030-01-01'",
    "'now'",
    '42',
  ]),
  uuid: plain('string', 'uuid', 'z.uuid()', 'z.uuid()', 'sampleUuid(n)', ["'not-a-uuid'", '42']),
  json: {
    ...plain('JsonValue', 'jsonb', 'jsonValue()', 'z.unknown()', '{ sample: n }', []),
    rowType: 'JsonColumn',
  },
} as const;

/**
 * The code of a field.
 *
 * @param margin columns before the field's schema expression ends up on its line
 * @param owner name of the entity: prefix of an enum's type
 */
export const fieldCode = (field: FieldModel, margin: number, owner: string): FieldCode => {
  const column = sqlName(nameView(field.name).snake);
  switch (field.type) {
    case 'string':
    case 'text':
    case 'slug':
    case 'email':
    case 'url':
      return formattedCode(field, margin, owner);
    case 'money':
    case 'decimal':
      return decimalCode(field, margin, column);
    case 'integer':
      return integerCode(field, margin, column);
    case 'boolean':
      return booleanCode(field);
    case 'enum':
      return enumCode(field, column, owner);
    default:
      return fixedCode[field.type];
  }
};
