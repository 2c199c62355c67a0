import type { Repository } from '../repository/repository.ts';

/** A fact that is worked out at the first question, once for each repository. */
export const once = <Fact>(compute: (repository: Repository) => Fact): ((repository: Repository) => Fact) => {
  const known = new WeakMap<Repository, { readonly fact: Fact }>();
  return (repository) => {
    const found = known.get(repository) ?? { fact: compute(repository) };
    known.set(repository, found);
    return found.fact;
  };
};
