/** One place of a text that matches: the characters it may have. */
type Place = readonly string[];

const range = (from: string, to: string): string[] => {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
};

const digits = range('0', '9');
const letters = [...range('a', 'z'), ...range('A', 'Z')];
const classes: Readonly<Record<string, Place>> = { d: digits, w: [...letters, ...digits, '_'], s: [' '] };

/** How often a place without an upper limit is repeated: enough to tell some thousand values apart. */
const usualRepeats = 6;

/** The pattern uses something that samples cannot be made for. */
export class UnsupportedPatternError extends Error {
  constructor(pattern: RegExp, what: string) {
    super(`No sample can be made for ${String(pattern)}: ${what} is not supported. Simplify the pattern.`);
    this.name = 'UnsupportedPatternError';
  }
}

class Reader {
  #position = 0;

  constructor(private readonly pattern: RegExp) {}

  places(): Place[] {
    const found: Place[] = [];
    for (let next = this.#peek(); next !== undefined && next !== ')'; next = this.#peek()) {
      if (next === '|') {
        this.#skipAlternatives();
        break;
      }
      const group = this.#atom();
      const repeats = this.#repeats();
      for (let count = 0; count < repeats; count += 1) found.push(...group);
    }
    return found;
  }

  #peek(): string | undefined {
    return this.pattern.source[this.#position];
  }

  #take(): string {
    const character = this.#peek();
    if (character === undefined) throw new UnsupportedPatternError(this.pattern, 'an unfinished pattern');
    this.#position += 1;
    return character;
  }

  #atom(): Place[] {
    const character = this.#take();
    if (character === '^' || character === '$') return [];
    if (character === '.') return [letters];
    if (character === '\\') return [this.#escape()];
    if (character === '[') return [this.#set()];
    if (character !== '(') return [[character]];
    if (this.#peek() === '?') this.#groupKind();
    const inner = this.places();
    this.#take();
    return inner;
  }

  #groupKind(): void {
    this.#take();
    if (this.#take() !== ':') throw new UnsupportedPatternError(this.pattern, 'a look-around or a named group');
  }

  #escape(): Place {
    const character = this.#take();
    if (/[bBDWSpPk1-9]/.test(character)) throw new UnsupportedPatternError(this.pattern, `\\${character}`);
    return classes[character] ?? [character];
  }

  #set(): Place {
    if (this.#peek() === '^') throw new UnsupportedPatternError(this.pattern, 'a negated set');
    const found: string[] = [];
    for (let character = this.#take(); character !== ']'; character = this.#take()) {
      if (character === '\\') found.push(...this.#escape());
      else if (this.#peek() === '-' && this.pattern.source[this.#position + 1] !== ']') {
        this.#take();
        found.push(...range(character, this.#take()));
      } else found.push(character);
    }
    return found;
  }

  #repeats(): number {
    const next = this.#peek();
    if (next === '?' || next === '*' || next === '+') {
      this.#take();
      return next === '?' ? 0 : usualRepeats;
    }
    const limits = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.pattern.source.slice(this.#position));
    if (limits === null) return 1;
    const [whole, least = '0', comma, most = ''] = limits;
    this.#position += whole.length;
    if (comma === undefined) return Number(least);
    return Math.max(Number(least), Math.min(usualRepeats, most === '' ? usualRepeats : Number(most)));
  }

  /** The first alternative is as good as any: the others are read over. */
  #skipAlternatives(): void {
    let depth = 0;
    for (let next = this.#peek(); next !== undefined && !(next === ')' && depth === 0); next = this.#peek()) {
      if (next === '\\') this.#take();
      if (next === '(') depth += 1;
      if (next === ')') depth -= 1;
      this.#take();
    }
  }
}

/**
 * A text that matches a pattern; different numbers give different texts as far as the pattern leaves room.
 *
 * @throws UnsupportedPatternError for look-arounds, back references, negated sets and Unicode classes
 */
export const sampleMatching = (pattern: RegExp, n: number): string => {
  let rest = n;
  const characters = new Reader(pattern).places().reverse();
  const text = characters.map((place) => {
    const character = place[rest % place.length] ?? '';
    rest = Math.floor(rest / place.length);
    return character;
  });
  return text.reverse().join('');
};
