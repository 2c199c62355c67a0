import type { HttpModule } from '../../../app/module.ts';
import { createNotes } from '../index.ts';
import { notesOperations } from './notes-operations.ts';
import { resourceRoutes } from './routes.ts';

/** The routes of notes. */
export const notesModule: HttpModule = {
  name: 'notes',
  operations: notesOperations,
  routes: (platform) => resourceRoutes({ notes: createNotes(platform) }),
};
