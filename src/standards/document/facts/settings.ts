import type { Repository } from '../../repository/repository.ts';

/** The variables that a repository documents, with the values that it shows for them. */
export type Settings = ReadonlyMap<string, string>;

/** Reads `.env.example`, where a variable with a default may be commented out. */
export const settingsOf = (repository: Repository): Settings => {
  const text = repository.text('.env.example') ?? repository.text('.env.sample') ?? '';
  return new Map(
    [...text.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map((match) => [match[1] ?? '', (match[2] ?? '').trim()]),
  );
};
