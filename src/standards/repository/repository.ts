import type { Choices } from './choices.ts';
import type { SourceFile } from './source.ts';

export type { SourceFile } from './source.ts';

/** Which sources a fact looks into. They are chosen by their text, and only those are parsed. */
export interface SourceFilter {
  /** What their text must contain. */
  readonly containing?: string | RegExp;
  /** What their path must match. */
  readonly in?: RegExp;
  /** `true`: tests and what supports them; else everything but those. */
  readonly tests?: boolean;
}

/** The files of a repository, as the checks see them: read and parsed when somebody asks, and once only. */
export interface Repository {
  /** POSIX paths, sorted, without what is installed, built or ignored. */
  readonly files: readonly string[];
  /** The choices it was emitted for; absent in a repository that is not ours. */
  readonly choices?: Choices;
  has(path: string): boolean;
  text(path: string): string | undefined;
  /** The paths that match. */
  matching(pattern: RegExp): readonly string[];
  /** The content of a JSON file; `undefined` when it is not there or does not parse. */
  json(path: string): unknown;
  /** The content of a YAML file; `undefined` when it is not there or does not parse. */
  yaml(path: string): unknown;
  /** A file of TypeScript or JavaScript; `undefined` when it is not there, is no code, or does not parse. */
  source(path: string): SourceFile | undefined;
  sources(filter: SourceFilter): readonly SourceFile[];
}
