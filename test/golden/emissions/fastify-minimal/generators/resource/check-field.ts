import { maxLength } from './fields.ts';
import { sampleMatching } from '../../src/commands/matching.ts';
import type { EntityModel, FieldModel, FieldType } from './model.ts';
import { didYouMean } from './suggest.ts';

export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const textTypes: readonly FieldType[] = ['string', 'text', 'slug', 'email', 'url'];
const numberTypes: readonly FieldType[] = ['integer', 'decimal', 'money'];

/** The types that each property means something for. */
const applies: Readonly<Partial<Record<keyof FieldModel, readonly FieldType[]>>> = {
  min: ['string', 'text', ...numberTypes],
  max: ['string', 'text', 'slug', ...numberTypes],
  pattern: ['string', 'text'],
  values: ['enum'],
  from: ['slug'],
  searchable: textTypes,
  sortable: ['string', 'slug', 'integer', 'decimal', 'money', 'date', 'datetime', 'email', 'uuid', 'bigint'],
  filterable: [
    'string',
    'slug',
    'integer',
    'bigint',
    'decimal',
    'money',
    'boolean',
    'date',
    'datetime',
    'uuid',
    'email',
    'enum',
  ],
  unique: ['string', 'slug', 'integer', 'bigint', 'decimal', 'date', 'datetime', 'uuid', 'email', 'url'],
  default: ['string', 'text', 'integer', 'decimal', 'money', 'boolean', 'enum'],
};

const misplaced = (field: FieldModel): FieldProblem[] =>
  Object.entries(applies)
    // The keys are those of the object above.
    .filter(([key, types]) => field[key as keyof FieldModel] !== undefined && !types.includes(field.type))
    .map(([key]) => ({ path: [key], message: `"${key}" means nothing for the type ${field.type}.` }));

const checkEnum = (field: FieldModel): FieldProblem[] => {
  if (field.type !== 'enum') return [];
  const values = field.values ?? [];
  if (values.length === 0) return [{ path: [], message: 'An enum needs its "values".' }];
  const odd = values.find((value) => !/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,59}$/.test(value));
  if (odd !== undefined)
    return [{ path: ['values'], message: `"${odd}" cannot be a value: use letters, digits, - and _.` }];
  if (new Set(values).size < values.length) return [{ path: ['values'], message: 'The values must differ.' }];
  if (field.default !== undefined && !values.includes(String(field.default))) {
    return [
      {
        path: ['default'],
        message: `"${String(field.default)}" is not among the values.${didYouMean(String(field.default), values)}`,
      },
    ];
  }
  return [];
};

const checkPattern = ({ pattern, min, max }: FieldModel): FieldProblem[] => {
  if (pattern === undefined) return [];
  const at = (message: string): FieldProblem[] => [{ path: ['pattern'], message }];
  if (pattern.length > 200) return at('A pattern has at most 200 characters.');
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    const sample = sampleMatching(new RegExp(pattern), 1);
    if (!expression.test(sample) || sample.trim() !== sample)
      return at('No sample for tests can be made for it: write it in a simpler way.');
    const [least, most] = [Number(min ?? 0), Number(max ?? 200)];
    if (sample.length < least || sample.length > most)
      return at('What it matches is shorter than "min" or longer than "max".');
    return [];
  } catch (error) {
    return at(error instanceof Error ? error.message : String(error));
  }
};

/** Two nested repetitions can take exponential time on a text that nearly matches (CWE-1333). */
const checkBacktracking = ({ pattern }: FieldModel): FieldProblem[] =>
  pattern !== undefined && /\([^()]*[+*}][^()]*\)\s*[+*{]/.test(pattern)
    ? [
        {
          path: ['pattern'],
          message: 'A repeated group that repeats inside can take for ever to match: write it in another way.',
        },
      ]
    : [];

/** In UTF-16 units, of at most three bytes each: an entry of a B-tree holds 2,704 bytes. The cursor of a page holds it, too. */
const longestIndexed = 800;

const checkIndexed = (field: FieldModel): FieldProblem[] =>
  (['unique', 'sortable', 'filterable'] as const)
    .filter((key) => field[key] === true)
    .map((key) => ({
      path: [key],
      message: `A text that is ${key} has at most ${longestIndexed} characters: an index holds no longer ones.`,
    }));

const wholeText = /^(?:0|-?[1-9]\d{0,14})$/;
const decimalText = /^-?\d{1,12}(?:\.\d{1,4})?$/;

const checkLimits = (field: FieldModel): FieldProblem[] => {
  const found: FieldProblem[] = [];
  const limits = [field.min, field.max].filter((limit) => limit !== undefined);
  const isText = textTypes.includes(field.type);
  for (const key of ['min', 'max'] as const) {
    const limit = field[key];
    if (limit === undefined) continue;
    // The text is what is written into the code: `010` is a number, and yet no literal.
    const form = field.type === 'integer' || isText ? wholeText : decimalText;
    if (!form.test(String(limit)) || (isText && Number(limit) < 0))
      found.push({ path: [key], message: `"${String(limit)}" is no limit for the type ${field.type}.` });
  }
  if (limits.length === 2 && Number(field.min) > Number(field.max)) {
    found.push({ path: ['min'], message: '"min" is larger than "max".' });
  }
  if (isText && maxLength(field) > 100_000)
    found.push({ path: ['max'], message: 'A text has at most 100,000 characters.' });
  return isText && maxLength(field) > longestIndexed ? [...found, ...checkIndexed(field)] : found;
};

const notStorable = /[\u0000\p{Cs}]/u;

const checkDefault = (field: FieldModel): FieldProblem[] => {
  if (field.default === undefined || field.type === 'enum') return [];
  const expected = field.type === 'boolean' ? 'boolean' : field.type === 'integer' ? 'number' : 'string';
  if (typeof field.default !== expected) {
    return [{ path: ['default'], message: `The default of the type ${field.type} must be a ${expected}.` }];
  }
  const value = Number(field.default);
  const bounded = numberTypes.includes(field.type);
  const form = field.type === 'integer' ? wholeText : decimalText;
  if (bounded && !form.test(String(field.default))) {
    return [{ path: ['default'], message: `"${String(field.default)}" is no value of the type ${field.type}.` }];
  }
  if (textTypes.includes(field.type) && notStorable.test(String(field.default))) {
    return [{ path: ['default'], message: 'A database stores no text with a NUL character or half a surrogate pair.' }];
  }
  if (bounded && (value < Number(field.min ?? value) || value > Number(field.max ?? value))) {
    return [{ path: ['default'], message: 'The default is outside of "min" and "max".' }];
  }
  return field.optional === true
    ? [{ path: ['optional'], message: 'A field with a default is never missing: leave one of the two out.' }]
    : [];
};

const checkUse = (entity: EntityModel, field: FieldModel): FieldProblem[] => {
  const found: FieldProblem[] = [];
  const writes = entity.partOf === undefined && (entity.operations ?? ['create']).includes('create');
  if (field.sortable === true && field.optional === true) {
    found.push({
      path: ['sortable'],
      message: 'A field that may be missing has no place in an order: leave "sortable" or "optional" out.',
    });
  }
  if (field.private === true && (field.sortable === true || field.filterable === true || field.searchable === true)) {
    found.push({
      path: ['private'],
      message: 'What is never answered must not be found out by sorting or searching either.',
    });
  }
  if (field.readOnly === true && writes && field.default === undefined && field.optional !== true) {
    found.push({
      path: ['readOnly'],
      message: 'A field that only the server sets needs a default, or must be optional.',
    });
  }
  const source = entity.fields.find(({ name }) => name === field.from);
  if (field.from !== undefined && (source === undefined || source.type !== 'string' || source.optional === true)) {
    const names = entity.fields.filter(({ type }) => type === 'string').map(({ name }) => name);
    found.push({
      path: ['from'],
      message: `"${field.from}" is no required field of the type string.${didYouMean(field.from, names)}`,
    });
  }
  return found;
};

/** What is wrong with a field, apart from its name. */
export const checkField = (entity: EntityModel, field: FieldModel): FieldProblem[] => [
  ...misplaced(field),
  ...checkEnum(field),
  ...checkLimits(field),
  ...checkBacktracking(field),
  ...checkPattern(field),
  ...checkDefault(field),
  ...checkUse(entity, field),
];
