import type { Repository } from '../../repository/repository.ts';
import { firstGivenNumber } from '../stable-ids.ts';
import { productFiles } from './code-files.ts';
import { platformKinds, type ComponentKind } from './platform-kinds.ts';

/** A component that is really there: some files of the repository are it. */
export interface Component {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  /** Its files, the one that tells most first. */
  readonly files: readonly string[];
  /** Words that its tests have in their paths. */
  readonly words: readonly string[];
  readonly kind?: ComponentKind;
}

/** The parts of a path, without ends such as `.ts`, in lower case. */
const segments = (path: string): readonly string[] =>
  path
    .toLowerCase()
    .replace(/\.[cm]?[jt]sx?$/, '')
    .split('/');

/** How much a file tells of what it belongs to: a file of that name in a folder of that name tells most. */
const tellsOf = (words: readonly string[], path: string): number => {
  const parts = segments(path);
  const name = parts.at(-1) ?? '';
  const inFolder = parts.slice(0, -1).some((part) => words.includes(part)) ? 0 : 3;
  return inFolder + (words.includes(name) ? 0 : name === 'index' ? 1 : 2);
};

const byTelling =
  (words: readonly string[]) =>
  (a: string, b: string): number =>
    tellsOf(words, a) - tellsOf(words, b) || (a < b ? -1 : 1);

const [general, ...special] = platformKinds;

/** The one kind that a file belongs to: that of its outermost folder with such a name, and only then the general one. */
const kindOf = (path: string): ComponentKind | undefined => {
  const parts = segments(path).slice(1);
  const part = parts.find((name) => special.some(({ words }) => words.includes(name)));
  if (part !== undefined) return special.find(({ words }) => words.includes(part));
  return parts.some((name) => general?.words.includes(name) === true) ? general : undefined;
};

const componentOf = (kind: ComponentKind, own: readonly string[]): Component => {
  const { number, title, purpose, words } = kind;
  return { id: `ARCH-ITEM-2.${String(number)}`, title, purpose, files: own.toSorted(byTelling(words)), words, kind };
};

/** Parts of the platform that no kind knows: folders of `src/platform` by their own names. */
const others = (files: readonly string[], known: readonly Component[]): readonly Component[] => {
  const taken = new Set(known.flatMap((component) => component.files));
  const folders = files.flatMap((path) => /^src\/platform\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)]
    .map((name) => ({ name, own: files.filter((path) => path.startsWith(`src/platform/${name}/`)) }))
    .filter(({ own }) => !own.some((path) => taken.has(path)))
    .map(({ name, own }, index) => ({
      id: `ARCH-ITEM-2.${String(firstGivenNumber + index)}`,
      title: name,
      purpose: `what \`src/platform/${name}/\` gives to the modules`,
      files: own.toSorted(byTelling([name])),
      words: [name],
    }));
};

/** The components of the platform, in the order of their IDs. `modules` are the folders that belong to modules. */
export const platformComponents = (repository: Repository, modules: readonly string[]): readonly Component[] => {
  const files = productFiles(repository).filter((path) => !modules.some((folder) => path.startsWith(`${folder}/`)));
  const owners = new Map(files.map((path) => [path, kindOf(path)]));
  const known = platformKinds.flatMap((kind) => {
    const own = files.filter((path) => owners.get(path) === kind);
    return own.length === 0 ? [] : [componentOf(kind, own)];
  });
  return [...known, ...others(files, known)];
};
