import type { Changes } from '../../../platform/changes.ts';

/** A short text with a title. */
export interface Note {
  readonly id: string;
  readonly title: string;
  readonly body: string | null;
  /** Whether it is kept on top. */
  readonly isPinned: boolean;
  /** Counts the changes: who changes it must have seen the latest. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What the server sees to itself. */
type Kept = 'id' | 'version' | 'createdAt' | 'updatedAt';

/** What makes a note. */
export type NoteInput = Omit<Note, Kept>;

/** What can be replaced later. */
export type NoteReplacement = NoteInput;

/** What can be changed later, member by member. */
export type NoteChanges = Changes<NoteReplacement>;

/** A new note, in its first version. */
export const newNote = (input: NoteInput, id: string, now: Date): Note => ({
  ...input,
  id,
  version: 1,
  createdAt: now,
  updatedAt: now,
});
