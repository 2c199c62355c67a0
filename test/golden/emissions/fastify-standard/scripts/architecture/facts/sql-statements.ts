import { anyTable, type Change } from './schema-types.ts';
import { changesOfStatement } from './sql.ts';
import { tokensOf, type Token } from './sql-tokens.ts';

/** The statements of a text, cut at its semicolons; those in the body of a function are part of its text. */
const statementsIn = (text: string): string[] => {
  const cuts = tokensOf(text).filter((token) => token.text === ';' && !token.quoted);
  const starts = [0, ...cuts.map(({ end }) => end)];
  return starts
    .map((start, index) => text.slice(start, cuts[index]?.start))
    .filter((statement) => tokensOf(statement).length > 0);
};

/** What a literal of SQL says; nothing when the token is none. */
const literalOf = (token: Token | undefined, sql: string): string | undefined => {
  const raw = token === undefined || token.quoted ? '' : sql.slice(token.start, token.end);
  if (raw.startsWith("'")) return raw.slice(1, -1).replaceAll("''", "'");
  const tag = /^\$\w*\$/.exec(raw)?.[0];
  return tag === undefined ? undefined : raw.slice(tag.length, -tag.length);
};

/** `execute`: SQL that a block puts together. It can be read when all of it is one literal. */
const executed = ([literal, next]: readonly Token[], sql: string): readonly Change[] => {
  const text = next === undefined || next.text === 'using' ? literalOf(literal, sql) : undefined;
  return text === undefined
    ? [{ kind: 'unread', text: 'a statement that a block puts together', alters: anyTable }]
    : changesOf(text);
};

/** Words of PL/pgSQL that a statement follows without a semicolon. */
const opening = new Set(['begin', 'then', 'else', 'loop']);

/** What a piece of a block does: `begin update a …`, `if … then drop table a`. */
const changesOfPiece = (piece: string): readonly Change[] => {
  const tokens = tokensOf(piece);
  for (const [index, { text, start }] of tokens.entries()) {
    if (index > 0 && !opening.has(tokens[index - 1]?.text ?? '')) continue;
    const changes =
      text === 'execute' ? executed(tokens.slice(index + 1), piece) : changesOfStatement(piece.slice(start));
    if (changes.some(({ kind }) => kind !== 'other')) return changes;
  }
  return [];
};

const changesOfBlock = (tokens: readonly Token[], sql: string): readonly Change[] => {
  const body = tokens.map((token) => literalOf(token, sql)).find((text) => text !== undefined);
  const changes = statementsIn(body ?? '').flatMap(changesOfPiece);
  return changes.length === 0 ? [{ kind: 'other' }] : changes;
};

/** What a text of SQL does to the schema, statement by statement, those in `do` blocks among them. */
export const changesOf = (sql: string): readonly Change[] =>
  statementsIn(sql).flatMap((statement) => {
    const [first, ...rest] = tokensOf(statement);
    const isBlock = first?.text === 'do' && !first.quoted;
    return isBlock ? changesOfBlock(rest, statement) : changesOfStatement(statement);
  });
