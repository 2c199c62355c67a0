import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Db } from './database.ts';

/** Stands for a value in a query that is built before the value is known. */
class Placeholder {
  constructor(readonly name: string) {}
}

/** A query that is built and compiled once, and then run with other values. */
export type PreparedQuery<Values, Row> = (values: Values) => Promise<QueryResult<Row>>;

/**
 * Prepares a query that is asked all the time: building it costs as much as running it.
 *
 * @param build makes the query; values may only be put into it as they are, since it sees placeholders for them
 */
export const prepare = <Values extends Readonly<Record<string, unknown>>, Row>(
  db: Pick<Db, 'executeQuery'>,
  build: (values: Values) => Compilable<Row>,
): PreparedQuery<Values, Row> => {
  let compiled: CompiledQuery<Row> | undefined;
  return (values) => {
    compiled ??= build(placeholdersFor(values)).compile();
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Placeholder ? values[parameter.name] : parameter,
    );
    return db.executeQuery<Row>({ ...compiled, parameters });
  };
};

/** What is not there has no placeholder: the form of the query may depend on it. */
const placeholdersFor = <Values extends object>(values: Values): Values =>
  // What the query builder is told about their types is what the values have in every run.
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === undefined ? value : new Placeholder(name)]),
  ) as Values;
