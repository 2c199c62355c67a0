import type { z } from 'zod';
import type { Note } from '../domain/note.ts';
import type { noteSchema } from './notes-schemas.ts';

/** Turns a note into what clients get. */
export const presentNote = (note: Note): z.input<typeof noteSchema> => ({
  id: note.id,
  title: note.title,
  body: note.body,
  isPinned: note.isPinned,
  version: note.version,
  createdAt: note.createdAt.toISOString(),
  updatedAt: note.updatedAt.toISOString(),
  _links: {
    self: { href: `/api/v1/notes/${note.id}` },
  },
});
