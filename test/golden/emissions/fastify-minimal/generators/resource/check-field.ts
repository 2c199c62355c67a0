import { checkDefault } from './check-default.ts';
import { isNumberOf, isText, matches, numbersOf, numberTypes, textTypes } from './field-values.ts';
import { longestIndexed, maxLength } from './fields.ts';
import { sampleMatching } from '../../src/commands/matching.ts';
import type { ModelProblem } from './model-problem.ts';
import type { EntityModel, FieldModel, FieldType } from './model.ts';
import { didYouMean } from './suggest.ts';

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

const misplaced = (field: FieldModel): ModelProblem[] =>
  Object.entries(applies)
    // The keys are those of the object above.
    .filter(([key, types]) => field[key as keyof FieldModel] !== undefined && !types.includes(field.type))
    .map(([key]) => ({ path: [key], message: `"${key}" means nothing for the type ${field.type}.` }));

const checkEnum = (field: FieldModel): ModelProblem[] => {
  if (field.type !== 'enum') return [];
  const values = field.values ?? [];
  if (values.length === 0) return [{ path: [], message: 'An enum needs its "values".' }];
  const odd = values.find((value) => !/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,59}$/.test(value));
  if (odd !== undefined)
    return [{ path: ['values'], message: `"${odd}" cannot be a value: use letters, digits, - and _.` }];
  if (new Set(values).size < values.length) return [{ path: ['values'], message: 'The values must differ.' }];
  return [];
};

const checkPattern = ({ pattern, min, max }: FieldModel): ModelProblem[] => {
  if (pattern === undefined) return [];
  const at = (message: string): ModelProblem[] => [{ path: ['pattern'], message }];
  if (pattern.length > 200) return at('A pattern has at most 200 characters.');
  try {
    const sample = sampleMatching(new RegExp(pattern), 1);
    if (!matches(pattern, sample) || sample.trim() !== sample)
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
const checkBacktracking = ({ pattern }: FieldModel): ModelProblem[] =>
  pattern !== undefined && /\([^()]*[+*}][^()]*\)\s*[+*{]/.test(pattern)
    ? [
        {
          path: ['pattern'],
          message: 'A repeated group that repeats inside can take for ever to match: write it in another way.',
        },
      ]
    : [];

const shortestSlug = 10;

const checkIndexed = (field: FieldModel): ModelProblem[] =>
  (['unique', 'sortable', 'filterable'] as const)
    .filter((key) => field[key] === true)
    .map((key) => ({
      path: [key],
      message: `A text that is ${key} has at most ${longestIndexed} characters: an index holds no longer ones.`,
    }));

const limitProblem = ({ type }: FieldModel, key: 'min' | 'max', limit: number | string): string | undefined => {
  if (numberTypes.includes(type)) {
    return isNumberOf(type, limit)
      ? undefined
      : `"${limit}" is no limit for the type ${type}, which has ${numbersOf(type)}.`;
  }
  const isLength = isNumberOf('integer', limit) && Number(limit) >= (key === 'max' ? 1 : 0);
  return isLength ? undefined : `"${limit}" is no limit for the type ${type}.`;
};

const checkLimits = (field: FieldModel): ModelProblem[] => {
  const found: ModelProblem[] = [];
  for (const key of ['min', 'max'] as const) {
    const limit = field[key];
    const message = limit === undefined ? undefined : limitProblem(field, key, limit);
    if (message !== undefined) found.push({ path: [key], message });
  }
  if (field.min !== undefined && field.max !== undefined && Number(field.min) > Number(field.max)) {
    found.push({ path: ['min'], message: '"min" is larger than "max".' });
  }
  if (!isText(field)) return found;
  const longest = maxLength(field);
  if (field.max === undefined && Number(field.min) > longest) {
    const message = `A ${field.type} has at most ${longest} characters unless "max" says more: give one.`;
    found.push({ path: ['min'], message });
  }
  if (field.type === 'slug' && longest < shortestSlug) {
    const message = `A slug needs room for ${shortestSlug} characters, to tell rows of one name apart.`;
    found.push({ path: ['max'], message });
  }
  if (longest > 100_000) found.push({ path: ['max'], message: 'A text has at most 100,000 characters.' });
  return longest > longestIndexed ? [...found, ...checkIndexed(field)] : found;
};

const checkUse = (entity: EntityModel, field: FieldModel): ModelProblem[] => {
  const found: ModelProblem[] = [];
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

/** What rows that have no list and no request of their own cannot have. */
const ofRows = ['unique', 'from', 'searchable', 'sortable', 'filterable', 'immutable', 'private', 'readOnly'] as const;

/** A part is given, stored and answered as a whole, within its entity. */
const checkInPart = ({ partOf }: EntityModel, field: FieldModel): ModelProblem[] =>
  partOf === undefined
    ? []
    : ofRows
        .filter((key) => field[key] !== undefined && field[key] !== false)
        .map((key) => ({
          path: [key],
          message: `"${key}" means nothing in a part, which is given and answered with its "${partOf.entity}".`,
        }));

/** A slug that is made from another field is there in any case, and whoever makes the row may give another one. */
const checkMadeSlug = (entity: EntityModel, { from, optional, readOnly, immutable }: FieldModel): ModelProblem[] => {
  if (from === undefined) return [];
  const source = entity.fields.find(({ name }) => name === from);
  if (source?.immutable === true && immutable !== true) {
    return [{ path: ['from'], message: `"${from}" is immutable: what is made from it must be so, too.` }];
  }
  if (readOnly === true) {
    return [{ path: ['readOnly'], message: 'A slug with "from" can be given: leave one of the two out.' }];
  }
  return optional === true
    ? [{ path: ['optional'], message: 'A slug with "from" is never missing: leave one of the two out.' }]
    : [];
};

/** What is wrong with a field, apart from its name. */
export const checkField = (entity: EntityModel, field: FieldModel): ModelProblem[] => [
  ...misplaced(field),
  ...checkEnum(field),
  ...checkLimits(field),
  ...checkBacktracking(field),
  ...checkPattern(field),
  ...checkDefault(field),
  ...checkInPart(entity, field),
  ...checkMadeSlug(entity, field),
  ...checkUse(entity, field),
];
