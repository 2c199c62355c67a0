import { MANIFEST_PATH } from '../../project/manifest.ts';
import { choicesIn, type Choices } from './choices.ts';
import { ParsedFiles } from './parsed-files.ts';
import type { Repository } from './repository.ts';

/**
 * A repository that lies in memory, such as an emission.
 * @param choices what it was emitted for; read from its manifest when that is among the files
 */
export const repositoryOf = (files: ReadonlyMap<string, string>, choices?: Choices): Repository =>
  new ParsedFiles(
    { files: [...files.keys()].sort(), read: (path) => files.get(path) },
    choices ?? choicesIn(files.get(MANIFEST_PATH)),
  );

/**
 * The repository with some files changed, `undefined` for those that are taken away. What is parsed of the others is
 * shared with it.
 */
export const withFiles = (repository: Repository, changes: Readonly<Record<string, string | undefined>>): Repository =>
  new ChangedFiles(repository, new Map(Object.entries(changes)));

class ChangedFiles extends ParsedFiles {
  readonly #base: Repository;
  readonly #changes: ReadonlyMap<string, string | undefined>;

  constructor(base: Repository, changes: ReadonlyMap<string, string | undefined>) {
    const files = [...new Set([...base.files, ...changes.keys()])]
      .filter((path) => !changes.has(path) || changes.get(path) !== undefined)
      .sort();
    super({ files, read: (path) => (changes.has(path) ? changes.get(path) : base.text(path)) }, base.choices);
    this.#base = base;
    this.#changes = changes;
  }

  override json(path: string): unknown {
    return this.#changes.has(path) ? super.json(path) : this.#base.json(path);
  }

  override yaml(path: string): unknown {
    return this.#changes.has(path) ? super.yaml(path) : this.#base.yaml(path);
  }

  override source(path: string): ReturnType<Repository['source']> {
    return this.#changes.has(path) ? super.source(path) : this.#base.source(path);
  }
}
