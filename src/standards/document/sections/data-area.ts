import type { PlanFacts } from '../facts/plan-facts.ts';
import { standing } from '../facts/standing.ts';
import { code, counted, listed } from '../markdown.ts';
import type { AreaLine } from './areas.ts';

const engineLine = ({ technologies, tables }: PlanFacts): string | undefined => {
  const { engine, access } = technologies;
  if (engine === undefined) return undefined;
  const references = tables.reduce((sum, { table }) => sum + table.foreignKeys.length, 0);
  const reason =
    references > 0
      ? `, since ${counted(tables.length, 'table')} refer to each other ${counted(references, 'time')}: rows with constraints, and transactions over them`
      : '';
  return `${engine}${access === undefined ? '' : ` with ${access}`}${reason}`;
};

const schemaLine = ({ tables }: PlanFacts): string | undefined =>
  tables.length === 0
    ? undefined
    : listed(
        tables.map(({ table }) => `${code(table.name)} (${counted(table.columns.length, 'column')})`),
        16,
      );

const queriesLine = (facts: PlanFacts): string | undefined => {
  const indexes = facts.tables.flatMap((one) => one.indexes);
  const partial = indexes.filter((index) => index.partial).length;
  const amount =
    indexes.length === 0
      ? undefined
      : `${counted(indexes.length, 'index', 'indexes')}, ${String(partial)} of them partial`;
  return [amount, standing(facts, 'DB-03')].filter((part) => part !== undefined).join('; ');
};

/** The data layer as it is. */
export const dataLines = (facts: PlanFacts): readonly AreaLine[] => [
  ['Engine', engineLine(facts)],
  ['Schema', schemaLine(facts)],
  ['Migrations', standing(facts, 'DB-04')],
  ['Queries', queriesLine(facts)],
];
