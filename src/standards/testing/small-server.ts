import { repositoryOf } from '../repository/memory-repository.ts';
import type { Repository } from '../repository/repository.ts';

const manifest = JSON.stringify({ name: 'small', scripts: { start: 'node src/main.js' } });

/** A small repository of somebody else's, for what our own do not have: `src/main.js` is where it starts. */
export const smallServer = (files: Readonly<Record<string, string>>): Repository =>
  repositoryOf(new Map(Object.entries({ 'package.json': manifest, ...files })));
