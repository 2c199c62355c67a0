import type { Answers } from '../../compose/answers.ts';
import { readCatalogue } from '../../compose/catalogue-disk.ts';
import { derive } from '../../compose/derive.ts';
import { emit } from '../../compose/emit.ts';
import { choicesOf } from '../repository/choices.ts';
import { repositoryOf } from '../repository/memory-repository.ts';
import type { Repository } from '../repository/repository.ts';

/** The answers that are given when nothing is said. */
export const standardShop: Answers = {
  name: 'shop',
  preset: 'standard',
  stack: 'fastify',
  database: 'postgres',
  auth: ['jwt'],
  with: [],
  without: [],
  packageManager: 'npm',
  options: {},
};

const emitted = new Map<string, Promise<Repository>>();

const emitShop = async (answers: Answers): Promise<Repository> => {
  const { emission, features } = await derive(emit(answers, await readCatalogue()));
  const files = new Map([...emission].map(([path, file]) => [path, file.content]));
  return repositoryOf(files, choicesOf({ ...answers }, features));
};

/** What is emitted for the shop: the standard preset, unless other answers are given. Emitted once per test file. */
export const shop = (answers: Partial<Answers> = {}): Promise<Repository> => {
  const all = { ...standardShop, ...answers };
  const key = JSON.stringify(all);
  const known = emitted.get(key) ?? emitShop(all);
  emitted.set(key, known);
  return known;
};
