/** Names in PostgreSQL are this long at most. */
const LONGEST = 63;

/** The name PostgreSQL gives to a key that has none: `orders_user_id_fkey`; of two long parts the longer is cut. */
export const keyName = (table: string, columns: readonly string[], kind: 'key' | 'fkey' | 'check'): string => {
  const joined = columns.join('_').slice(0, LONGEST);
  const room = LONGEST - kind.length - (joined === '' ? 1 : 2);
  let [first, second] = [table.length, joined.length];
  while (first + second > room) {
    if (first > second) first -= 1;
    else second -= 1;
  }
  return [table.slice(0, first), joined.slice(0, second), kind].filter((part) => part !== '').join('_');
};
