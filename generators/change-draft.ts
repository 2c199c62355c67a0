import { createEmission, type EmittedFile, type Emission } from '../src/tree/emission.ts';

/** The files that a generator wants, collected before anything is compared with the disk or written. */
export class ChangeDraft {
  readonly #files = new Map<string, EmittedFile>();

  /** Adds a file at a relative path, in place of one that is there already. */
  add(path: string, file: EmittedFile): void {
    this.#files.set(path, file);
  }

  /** @throws UnsafePathError or EmissionError when the paths cannot stand together in one folder */
  toEmission(): Emission {
    return createEmission(this.#files);
  }
}
