import type { Platform } from '../../platform/platform.ts';
import { NoteService } from './application/note-service.ts';
import { KyselyNoteRepository } from './persistence/note-kysely-repository.ts';

export type { Note } from './domain/note.ts';
export { NoteService } from './application/note-service.ts';
export { presentNote } from './http/note-presenter.ts';
export { noteSchema } from './http/notes-schemas.ts';

/** The use cases of notes, on the database of the platform. */
export const createNotes = (platform: Platform): NoteService =>
  new NoteService(new KyselyNoteRepository(platform.database), platform.clock);
