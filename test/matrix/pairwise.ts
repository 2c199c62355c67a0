import { presets, type Answers } from '../../src/compose/answers.ts';
import { authChoices, databases, modelFile, stackVariants } from './combinations.ts';

/** A value of an axis: its name in titles, and what it is in the answers. */
interface Choice {
  readonly title: string;
  readonly answers: Partial<Answers>;
}

/**
 * `freight` has every type and relation, and awkward names; `tiny` the shortest; `hostile` texts that would be code. No
 * template was made for any of them.
 */
const model = (name: string): Choice => ({ title: name, answers: { model: modelFile(name) } });
const models: readonly Choice[] = [{ title: 'sample model', answers: {} }, model('freight'), model('tiny')];

const axes: readonly (readonly Choice[])[] = [
  stackVariants.map(({ title, answers }) => ({ title, answers })),
  databases.map((database) => ({ title: database, answers: { database } })),
  // Accounts first: of two rows with as many new pairs, the one that has more in it is taken.
  authChoices.toReversed().map((auth) => ({ title: auth.join('+') || 'no auth', answers: { auth } })),
  presets.map((preset) => ({ title: preset, answers: { preset } })),
  models,
];

type Row = readonly number[];

const product = (sizes: readonly number[]): Row[] =>
  sizes.reduce<Row[]>(
    (rows, size) => rows.flatMap((row) => Array.from({ length: size }, (_, value) => [...row, value])),
    [[]],
  );

const pairsOf = (row: Row): string[] =>
  row.flatMap((left, a) => row.slice(a + 1).map((right, offset) => [a, left, a + 1 + offset, right].join(':')));

/** Rows that hold every pair of values of two axes, those of `first` among them: the row with most new pairs is next. */
const pairwise = (sizes: readonly number[], first: readonly Row[]): Row[] => {
  const all = product(sizes);
  const missing = new Set(all.flatMap(pairsOf));
  const rows: Row[] = [];
  const take = (row: Row): void => {
    rows.push(row);
    for (const pair of pairsOf(row)) missing.delete(pair);
  };
  const gain = (row: Row): number => pairsOf(row).filter((pair) => missing.has(pair)).length;
  first.forEach(take);
  while (missing.size > 0) take(all.reduce((best, row) => (gain(row) > gain(best) ? row : best)));
  return rows;
};

const together = (chosen: readonly Choice[]): Choice => ({
  title: chosen.map(({ title }) => title).join(', '),
  answers: Object.assign({}, ...chosen.map(({ answers }) => answers)) as Partial<Answers>,
});

const chosenBy = (row: Row): Choice[] => axes.flatMap((values, axis) => values[row[axis] ?? 0] ?? []);

/** The row of these titles, one of each axis. */
const rowOf = (...titles: readonly string[]): Row =>
  axes.map((values, axis) => values.findIndex(({ title }) => title === titles[axis]));

/**
 * What most people take, on the two frameworks that NestJS stands on, too; then as much of it on NestJS. With these no
 * more rows are needed than stacks times presets.
 */
const first = [
  rowOf('fastify', 'postgres', 'jwt', 'standard', 'sample model'),
  rowOf('express', 'postgres', 'jwt', 'standard', 'sample model'),
  rowOf('nestjs', 'postgres', 'jwt', 'full', 'sample model'),
  rowOf('nestjs on express', 'postgres', 'jwt', 'standard', 'freight'),
];

/**
 * Rows in which every pair of choices occurs; and one with `hostile`, whose texts the code of every stack is
 * type-checked with.
 */
export const pairwiseSet: readonly Choice[] = [
  ...pairwise(
    axes.map((values) => values.length),
    first,
  ).map((row) => together(chosenBy(row))),
  together([...chosenBy(rowOf('express', 'postgres', 'jwt', 'standard')), model('hostile')]),
];
