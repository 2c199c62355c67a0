import { parseSource, type Source } from './source.ts';

/** The files of this repository in memory: path → text. Sources are parsed when they are asked for, once. */
export class Repository {
  readonly #sources = new Map<string, Source | undefined>();
  readonly #paths: readonly string[];

  constructor(private readonly files: ReadonlyMap<string, string>) {
    this.#paths = [...files.keys()].sort();
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** The text of a file, empty when there is none. */
  text(path: string): string {
    return this.files.get(path) ?? '';
  }

  /** The paths that match, sorted. */
  paths(pattern: RegExp): readonly string[] {
    return this.#paths.filter((path) => pattern.test(path));
  }

  /** The parsed file, or nothing when there is none. @throws SyntaxError when it is no TypeScript */
  source(path: string): Source | undefined {
    if (!this.#sources.has(path)) {
      const text = this.files.get(path);
      this.#sources.set(path, text === undefined ? undefined : parseSource(path, text));
    }
    return this.#sources.get(path);
  }

  /** The parsed files whose path matches and whose text is wanted. Only these are parsed, which is what takes time. */
  sources(pattern: RegExp, isWanted: (text: string) => boolean = () => true): readonly Source[] {
    return this.paths(pattern)
      .filter((path) => isWanted(this.text(path)))
      .map((path) => this.source(path))
      .filter((source) => source !== undefined);
  }
}
