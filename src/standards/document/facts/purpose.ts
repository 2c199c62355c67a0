import type { Repository } from '../../repository/repository.ts';
import type { BackendModule } from './modules.ts';

/** Names that the main type of a module may have, in lower case: `products` holds a Product. */
const singulars = (name: string): ReadonlySet<string> => {
  const plain = name.replaceAll('-', '').toLowerCase();
  return new Set([plain, plain.replace(/s$/, ''), plain.replace(/es$/, ''), plain.replace(/ies$/, 'y')]);
};

const documented = /\/\*\*\s*([^*]+?)\s*\*\/\s*\nexport (?:abstract )?(?:interface|class|type|const|function) (\w+)/g;

/** What the comments of a module say that it is for: that of its main type, else that of what it offers to others. */
export const purposeOf = (repository: Repository, { name, folder }: BackendModule): string | undefined => {
  const names = singulars(name);
  const files = repository.files.filter((path) => path.startsWith(`${folder}/`));
  const comments = (paths: readonly string[]): readonly (readonly [string, string])[] =>
    paths.flatMap((path) =>
      [...(repository.text(path) ?? '').matchAll(documented)].map((match) => [match[2] ?? '', match[1] ?? ''] as const),
    );
  const main = comments(files.filter((path) => /\/(domain|entities|models?)\//.test(path))).find(([type]) =>
    names.has(type.toLowerCase()),
  );
  const offered = comments(files.filter((path) => /\/index\.[jt]s$/.test(path)))[0];
  return (main ?? offered)?.[1].replace(/, on the \w+ of the platform/, '');
};
