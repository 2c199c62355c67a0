import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { Note, NoteChanges } from '../domain/note.ts';

/** What notes can be narrowed to. */
export interface NoteFilters {
  readonly isPinned?: boolean | undefined;
  /** Words to be found, in the syntax of a web search. */
  readonly q?: string | undefined;
}

/** What notes can be sorted by. */
export type NoteSort = 'title' | 'createdAt';

/** Keeps notes. Those that were deleted are not seen by any of its methods. */
export interface NoteRepository {
  findById(id: string): Promise<Note | undefined>;
  /** @throws MalformedRequestError when the cursor does not fit the order */
  list(filters: NoteFilters, page: PageRequest<NoteSort>): Promise<Page<Note>>;
  insert(note: Note): Promise<Note>;
  /**
   * Changes a note if it still has an expected version, and counts the version up.
   *
   * @returns the result, or nothing when there is none of that id and such a version
   */
  update(id: string, expectedVersion: ExpectedVersion, changes: NoteChanges, now: Date): Promise<Note | undefined>;
  /**
   * Marks a note as deleted if it still has an expected version.
   *
   * @returns whether there was one of that id and such a version
   * @throws ConflictError when others still refer to it
   */
  delete(id: string, expectedVersion: ExpectedVersion, now: Date): Promise<boolean>;
}
