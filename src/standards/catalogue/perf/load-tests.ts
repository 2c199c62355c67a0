import { allEntries } from '../../facts/entries.ts';
import { occurrencesOf, type OccurrenceKind } from '../../facts/occurrences.ts';
import { once } from '../../facts/once.ts';
import { moduleOf } from '../../facts/module-graph.ts';
import { resolveImport } from '../../facts/resolve-import.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Place } from '../../standard.ts';

const folder = /(?:^|\/)(?:load|perf(?:ormance)?|k6|artillery|stress|benchmarks?)(?:-tests?)?\/|\.(?:k6|load)\.[jt]s$/;

/** The load test of a repository: the files that a script starts, and all files that these reach. */
export interface LoadCode {
  readonly entries: readonly string[];
  readonly files: readonly string[];
}

/** The load tests that a script of package.json starts. */
export const loadCode = once((repository): LoadCode => {
  const entries = allEntries(repository).filter((path) => folder.test(path));
  const files = new Set<string>();
  const reach = (path: string): void => {
    const source = files.has(path) || !folder.test(path) ? undefined : repository.source(path);
    if (source === undefined) return;
    files.add(path);
    const used = new Set(
      occurrencesOf(source)
        .filter(({ kind }) => kind === 'name')
        .map(({ text }) => text),
    );
    for (const [local, { from }] of moduleOf(source).imports) {
      const target = used.has(local) ? resolveImport(repository, path, from) : undefined;
      if (target !== undefined) reach(target);
    }
  };
  for (const path of entries) reach(path);
  return { entries, files: [...files].sort() };
});

export interface LoadQuery {
  readonly kind: OccurrenceKind | readonly OccurrenceKind[];
  readonly text: RegExp;
}

/** Where something stands in the load tests. */
export const loadOccurrences = (repository: Repository, { kind, text }: LoadQuery): Place[] =>
  loadCode(repository).files.flatMap((path) => {
    const source = repository.source(path);
    const kinds = typeof kind === 'string' ? [kind] : kind;
    return source === undefined
      ? []
      : occurrencesOf(source)
          .filter((one) => kinds.includes(one.kind) && text.test(one.text))
          .map(({ place }) => place);
  });
