/** A piece of SQL: a word in lower case, a quoted name as it was meant, a text, a number or a sign. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign';
  readonly value: string;
  /** Lines after the first one of the text, from 0. */
  readonly line: number;
}

const pattern =
  /(--[^\n]*|\/\*[\s\S]*?\*\/)|(\$(\w*)\$[\s\S]*?\$\3\$|'(?:[^']|'')*')|"((?:[^"]|"")*)"|`([^`]*)`|\[(\w+)\]|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(\d+(?:\.\d+)?)|(\s+)|([\s\S])/g;

/** The tokens of SQL. Comments are left out. */
const sqlTokens = (sql: string): SqlToken[] => {
  const tokens: SqlToken[] = [];
  let line = 0;
  for (const match of sql.matchAll(pattern)) {
    const [whole, comment, text, , quoted, backquoted, bracketed, word, number, space, sign] = match;
    const name = quoted ?? backquoted ?? bracketed;
    if (comment === undefined && space === undefined) {
      if (text !== undefined) tokens.push({ kind: 'text', value: inside(text), line });
      else if (name !== undefined) tokens.push({ kind: 'name', value: name, line });
      else if (word !== undefined) tokens.push({ kind: 'word', value: word.toLowerCase(), line });
      else if (number !== undefined) tokens.push({ kind: 'number', value: number, line });
      else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign, line });
    }
    line += whole.split('\n').length - 1;
  }
  return tokens;
};

const inside = (text: string): string =>
  text.startsWith('$') ? text.replace(/^\$\w*\$/, '').replace(/\$\w*\$$/, '') : text.slice(1, -1).replaceAll("''", "'");

/** The statements of SQL, split at the semicolons between them. */
export const sqlStatements = (sql: string): SqlToken[][] => {
  const statements: SqlToken[][] = [[]];
  for (const token of sqlTokens(sql)) {
    if (token.kind === 'sign' && token.value === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
};

/** A list of tokens that is read from its beginning. */
export class SqlReader {
  readonly #tokens: readonly SqlToken[];
  #position = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  get next(): SqlToken | undefined {
    return this.#tokens[this.#position];
  }

  /** Goes over these words when they come next, all of them or none. */
  accept(...words: readonly string[]): boolean {
    const come = words.every((word, index) => {
      const token = this.#tokens[this.#position + index];
      return token !== undefined && token.kind !== 'text' && token.kind !== 'name' && token.value === word;
    });
    if (come) this.#position += words.length;
    return come;
  }

  /** A name, without the schema before it. */
  name(): string | undefined {
    let found: string | undefined;
    while (this.next?.kind === 'word' || this.next?.kind === 'name') {
      found = this.next.value;
      this.#position += 1;
      if (!this.accept('.')) break;
    }
    return found;
  }

  /** What stands between the parenthesis that comes next and its partner, split at the commas; nothing without one. */
  list(): SqlToken[][] | undefined {
    if (!this.accept('(')) return undefined;
    const items: SqlToken[][] = [[]];
    for (let depth = 1; this.next !== undefined;) {
      const token = this.next;
      this.#position += 1;
      if (token.kind === 'sign' && token.value === '(') depth += 1;
      if (token.kind === 'sign' && token.value === ')') depth -= 1;
      if (depth === 0) break;
      if (depth === 1 && token.kind === 'sign' && token.value === ',') items.push([]);
      else items.at(-1)?.push(token);
    }
    return items.filter((item) => item.length > 0);
  }

  skip(): SqlToken | undefined {
    const token = this.next;
    this.#position += 1;
    return token;
  }

  get rest(): readonly SqlToken[] {
    return this.#tokens.slice(this.#position);
  }
}

/** Whether the words come in the tokens, one right after the other. */
export const saysWords = (tokens: readonly SqlToken[], ...words: readonly string[]): boolean =>
  tokens.some((_token, start) =>
    words.every((word, index) => tokens[start + index]?.kind === 'word' && tokens[start + index]?.value === word),
  );
