import type { Clock } from '../../../platform/clock.ts';
import { NotFoundError, PreconditionFailedError } from '../../../platform/errors.ts';
import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import { newId } from '../../../platform/id.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import { newNote, type Note, type NoteChanges, type NoteInput, type NoteReplacement } from '../domain/note.ts';
import type { NoteFilters, NoteRepository, NoteSort } from './note-repository.ts';

/** The use cases of notes. */
export class NoteService {
  constructor(
    private readonly repository: NoteRepository,
    private readonly clock: Clock,
  ) {}

  /** One page of those that match. */
  async list(filters: NoteFilters, page: PageRequest<NoteSort>): Promise<Page<Note>> {
    return this.repository.list(filters, page);
  }

  /** @throws NotFoundError when there is none of that id */
  async get(id: string): Promise<Note> {
    const note = await this.repository.findById(id);
    if (note === undefined) throw new NotFoundError();
    return note;
  }

  async create(input: NoteInput): Promise<Note> {
    return this.repository.insert(newNote(input, newId(), this.clock.now()));
  }

  /**
   * Gives it a whole new content. `expectedVersion` is what the caller has seen.
   *
   * @throws NotFoundError, PreconditionFailedError
   */
  async replace(id: string, expectedVersion: ExpectedVersion, input: NoteReplacement): Promise<Note> {
    return this.#change(id, expectedVersion, input);
  }

  /**
   * Changes some members. `expectedVersion` is what the caller has seen.
   *
   * @throws NotFoundError, PreconditionFailedError
   */
  async patch(id: string, expectedVersion: ExpectedVersion, changes: NoteChanges): Promise<Note> {
    return this.#change(id, expectedVersion, changes);
  }

  /**
   * Deletes it, if the caller has seen its latest version.
   *
   * @throws NotFoundError, PreconditionFailedError; ConflictError when others still refer to it
   */
  async delete(id: string, expectedVersion: ExpectedVersion): Promise<void> {
    if (await this.repository.delete(id, expectedVersion, this.clock.now())) return;
    await this.get(id);
    throw new PreconditionFailedError();
  }

  async #change(id: string, expectedVersion: ExpectedVersion, changes: NoteChanges): Promise<Note> {
    const changed = await this.repository.update(id, expectedVersion, changes, this.clock.now());
    if (changed !== undefined) return changed;
    await this.get(id);
    throw new PreconditionFailedError();
  }
}
