import { ConflictError } from '../../../platform/errors.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import {
  createNoteSchema,
  listNotesQuery,
  patchNoteSchema,
  noteParameters,
  noteSchema,
  replaceNoteSchema,
} from './notes-schemas.ts';

export const listNotes = defineOperation({
  id: 'listNotes',
  method: 'GET',
  path: '/api/v1/notes',
  tag: 'Notes',
  summary: 'List notes',
  query: listNotesQuery,
  success: { status: 200, data: noteSchema, collection: true },
  conditional: 'etag',
});

export const getNote = defineOperation({
  id: 'getNote',
  method: 'GET',
  path: '/api/v1/notes/{id}',
  tag: 'Notes',
  summary: 'Read a note',
  params: noteParameters,
  success: { status: 200, data: noteSchema },
  conditional: 'etag',
});

export const createNote = defineOperation({
  id: 'createNote',
  method: 'POST',
  path: '/api/v1/notes',
  tag: 'Notes',
  summary: 'Create a note',
  body: createNoteSchema,
  success: { status: 201, data: noteSchema },
});

export const replaceNote = defineOperation({
  id: 'replaceNote',
  method: 'PUT',
  path: '/api/v1/notes/{id}',
  tag: 'Notes',
  summary: 'Replace a note',
  params: noteParameters,
  body: replaceNoteSchema,
  success: { status: 200, data: noteSchema },
  conditional: 'if-match',
});

export const patchNote = defineOperation({
  id: 'patchNote',
  method: 'PATCH',
  path: '/api/v1/notes/{id}',
  tag: 'Notes',
  summary: 'Change members of a note',
  params: noteParameters,
  body: patchNoteSchema,
  success: { status: 200, data: noteSchema },
  conditional: 'if-match',
});

export const deleteNote = defineOperation({
  id: 'deleteNote',
  method: 'DELETE',
  path: '/api/v1/notes/{id}',
  tag: 'Notes',
  summary: 'Delete a note',
  params: noteParameters,
  success: { status: 204 },
  errors: [ConflictError],
  conditional: 'if-match',
});

/** The contract of notes. */
export const notesOperations = [listNotes, getNote, createNote, replaceNote, patchNote, deleteNote] as const;
