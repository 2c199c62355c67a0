import pg from 'pg';

/**
 * How values of PostgreSQL become JavaScript values, for our connections only. On top of the driver's defaults: a `date`
 * stays text, since it has no time zone, and a `bigint` becomes a number, and an error where a number would lose digits.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (format !== 'binary' && oid === pg.types.builtins.DATE) return (text: string) => text;
    if (format !== 'binary' && oid === pg.types.builtins.INT8) return parseBigint;
    const byDefault: unknown = pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text');
    return byDefault;
  },
};

const parseBigint = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${text} does not fit a JavaScript number: select the column as text.`);
  }
  return value;
};
