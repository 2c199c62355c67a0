import { parse as parseYaml } from 'yaml';
import type { Choices } from './choices.ts';
import { isCode, isTest } from './paths.ts';
import type { Repository, SourceFilter } from './repository.ts';
import { parseSource, type SourceFile } from './source.ts';

/** Where the texts come from. */
export interface FileReader {
  readonly files: readonly string[];
  read(path: string): string | undefined;
}

const attempt = (parse: () => unknown): unknown => {
  try {
    return parse();
  } catch {
    return undefined;
  }
};

/** What has been worked out for a path; `undefined` is an answer as well. */
class Memory<Value> {
  readonly #known = new Map<string, Value>();

  get(path: string, compute: () => Value): Value {
    const known = this.#known.get(path);
    if (known !== undefined || this.#known.has(path)) return known as Value; // has it, so it is one
    const value = compute();
    this.#known.set(path, value);
    return value;
  }
}

/** A repository over files that are read when they are needed. */
export class ParsedFiles implements Repository {
  readonly files: readonly string[];
  readonly choices?: Choices;
  readonly #reader: FileReader;
  readonly #paths: ReadonlySet<string>;
  readonly #texts = new Memory<string | undefined>();
  readonly #json = new Memory();
  readonly #yaml = new Memory();
  readonly #sources = new Memory<SourceFile | undefined>();

  constructor(reader: FileReader, choices: Choices | undefined) {
    this.#reader = reader;
    this.files = reader.files;
    this.#paths = new Set(reader.files);
    if (choices !== undefined) this.choices = choices;
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  text(path: string): string | undefined {
    return this.has(path) ? this.#texts.get(path, () => this.#reader.read(path)) : undefined;
  }

  matching(pattern: RegExp): readonly string[] {
    return this.files.filter((path) => pattern.test(path));
  }

  json(path: string): unknown {
    return this.#json.get(path, () => attempt(() => JSON.parse(this.text(path) ?? '')));
  }

  yaml(path: string): unknown {
    return this.#yaml.get(path, () => {
      const text = this.text(path);
      return text === undefined ? undefined : attempt(() => parseYaml(text));
    });
  }

  source(path: string): SourceFile | undefined {
    return this.#sources.get(path, () => {
      const text = isCode(path) ? this.text(path) : undefined;
      return text === undefined ? undefined : parseSource(path, text);
    });
  }

  sources({ containing = '', in: within, tests = false }: SourceFilter): readonly SourceFile[] {
    return this.files
      .filter((path) => isCode(path) && isTest(path) === tests && (within?.test(path) ?? true))
      .filter((path) => contains(this.text(path) ?? '', containing))
      .flatMap((path) => this.source(path) ?? []);
  }
}

const contains = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
