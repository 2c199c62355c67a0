import { assess } from '../assess.ts';
import { readStandards } from '../catalogue-disk.ts';
import type { Repository } from '../repository/repository.ts';
import type { Verdict } from '../standard.ts';

/** The verdict on a repository by one standard. */
export const verdictOf = async (repository: Repository, id: string): Promise<Verdict> => {
  const [assessment] = assess(repository, await readStandards(), { ids: [id] });
  if (assessment === undefined) throw new Error(`There is no standard ${id}.`);
  return assessment.verdict;
};
