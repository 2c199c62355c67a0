import type { HttpModule } from './module.ts';
import { notesModule } from '../modules/notes/http/module.ts';

/** The modules of this backend. `npm run generate resource` adds to them. */
export const modules: readonly HttpModule[] = [notesModule];
