import { noteInput } from '../../../support/fixtures/notes.ts';
import { create, unique, type Resource } from '../resources.ts';

/** What makes a new note, after everything that it refers to was made. */
export const newNote = () => Promise.resolve(noteInput(unique()));

/** A note on the server. */
export const someNote = async (): Promise<Resource> => {
  const input = await newNote();
  return create('/api/v1/notes', input);
};
