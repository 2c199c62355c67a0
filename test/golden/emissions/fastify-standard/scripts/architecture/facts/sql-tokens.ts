/** A word, name, literal or sign of a statement, with its place in the text. */
export interface Token {
  /** In lower case, unless it was quoted. */
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

const patterns = [
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y,
  /\$(\w*)\$[\s\S]*?\$\1\$/y,
  /'(?:[^']|'')*'/y,
  /"(?:[^"]|"")+"/y,
  /[a-z_][\w$]*/iy,
  /\d+(?:\.\d+)?/y,
  /::|<=|>=|<>|!=|\|\||./y,
];

const tokenAt = (text: string, at: number): { readonly end: number; readonly kind: number } => {
  for (const [kind, pattern] of patterns.entries()) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { end: at + match[0].length, kind };
  }
  return { end: at + 1, kind: patterns.length };
};

const QUOTED_NAME = 3;

/** Cuts a statement of SQL into tokens; white space and comments are left out. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const { end, kind } = tokenAt(text, at);
    const raw = text.slice(at, end);
    const quoted = kind === QUOTED_NAME;
    const value = quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw.startsWith("'") ? raw : raw.toLowerCase();
    if (kind > 0) tokens.push({ text: value, quoted, start: at, end });
    at = end;
  }
  return tokens;
};

/** Reads tokens from front to back. */
export class Reader {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly sql: string,
  ) {}

  get done(): boolean {
    return this.#at >= this.tokens.length;
  }

  /** The words that come next, if it is these. They are then behind. */
  take(...words: readonly string[]): boolean {
    const follows = words.every((word, index) => {
      const token = this.tokens[this.#at + index];
      return token?.text === word && !token.quoted;
    });
    if (follows) this.#at += words.length;
    return follows;
  }

  /** Whether one of the words comes next. */
  sees(words: ReadonlySet<string>): boolean {
    const token = this.tokens[this.#at];
    return token !== undefined && !token.quoted && words.has(token.text);
  }

  /** The next token, whatever it is. */
  next(): string {
    const token = this.tokens[this.#at];
    this.#at += 1;
    return token?.text ?? '';
  }

  /** What stands in the parentheses that come next, cut at its commas; empty when there are none. */
  list(): Reader[] {
    if (!this.take('(')) return [];
    const items: Token[][] = [[]];
    for (let depth = 1; !this.done; this.#at += 1) {
      const token = this.tokens[this.#at];
      if (token === undefined) break;
      if (!token.quoted && token.text === '(') depth += 1;
      if (!token.quoted && token.text === ')') depth -= 1;
      if (depth === 0) {
        this.#at += 1;
        break;
      }
      if (depth === 1 && token.text === ',' && !token.quoted) items.push([]);
      else items.at(-1)?.push(token);
    }
    return items.map((tokens) => new Reader(tokens, this.sql));
  }

  /** The text as it was written, up to one of the words outside of parentheses, or to the end. */
  until(words: ReadonlySet<string>): string {
    const first = this.tokens[this.#at];
    let last = first;
    for (let depth = 0; !this.done; this.#at += 1) {
      const token = this.tokens[this.#at];
      if (token === undefined || (depth === 0 && this.sees(words))) break;
      if (!token.quoted && token.text === '(') depth += 1;
      if (!token.quoted && token.text === ')') depth -= 1;
      last = token;
    }
    if (first === undefined || last === undefined || last.end <= first.start) return '';
    return this.sql.slice(first.start, last.end).replace(/\s+/g, ' ');
  }

  rest(): string {
    return this.until(new Set());
  }
}
