import type { Repository } from '../repository/repository.ts';
import type { SourceFile } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { importLines } from './import-lines.ts';
import { moduleOf } from './module-graph.ts';
import { findUsed, occurrencesOf, type Occurrence, type Query } from './occurrences.ts';
import { dotted, firstTextIn } from './syntax.ts';
import { allCode, serverCode, type UsedCode } from './used.ts';

const placesIn = (repository: Repository, code: UsedCode, query: Query): Place[] =>
  findUsed(repository, code, query).map(({ place }) => place);

/** Where something stands in the code that runs in the server. */
export const inServer = (repository: Repository, query: Query): Place[] =>
  placesIn(repository, serverCode(repository), query);

/** Where something stands in the code that runs in the server, in commands or in jobs. */
export const inProgram = (repository: Repository, query: Query): Place[] =>
  placesIn(repository, allCode(repository), query);

export interface PackageQuery {
  /** The name of the package, as an import has it. */
  readonly from: RegExp;
  /** The name that is imported; `*` and `default` for the whole. Any unless said. */
  readonly name?: RegExp;
}

/** `import('package')` and `require('package')` inside of a program. */
const laterLoads = (source: SourceFile): readonly Occurrence[] =>
  /\b(?:import|require)\s*\(/.test(source.text)
    ? occurrencesOf(source).filter(
        ({ kind, node }) =>
          kind === 'call' &&
          node.type === 'CallExpression' &&
          (node.callee.type === 'Import' || dotted(node.callee) === 'require'),
      )
    : [];

/** What a file takes of a package: by a name of its own, or by loading it, at once or while it runs. */
interface PackageUse {
  readonly place: Place;
  readonly from: string;
  readonly local: string | undefined;
  readonly name: string;
}

const uses = new WeakMap<UsedCode, readonly PackageUse[]>();

const findPackageUses = (repository: Repository, code: UsedCode): readonly PackageUse[] =>
  code.files.flatMap((path): PackageUse[] => {
    const source = repository.source(path);
    if (source === undefined) return [];
    const { imports, loads } = moduleOf(source);
    const named = [...imports].map(([local, { from, name }]) => ({ place: { path, line: 1 }, from, local, name }));
    const loaded = loads.map((from) => ({ place: { path, line: 1 }, from, local: undefined, name: '*' }));
    const later = laterLoads(source)
      .filter(({ start }) => code.includes(path, start))
      .map(({ node, place }) => ({ place, from: firstTextIn(node) ?? '.', local: undefined, name: '*' }));
    return [...loaded, ...later, ...named].filter(({ from }) => !from.startsWith('.'));
  });

const packageUses = (repository: Repository, code: UsedCode): readonly PackageUse[] => {
  const known = uses.get(code) ?? findPackageUses(repository, code);
  uses.set(code, known);
  return known;
};

const usesIn = (repository: Repository, code: UsedCode, query: PackageQuery): Place[] =>
  packageUses(repository, code)
    .filter((use) => query.from.test(use.from) && (use.local === undefined || query.name?.test(use.name) !== false))
    .flatMap(({ place, local }): Place[] => {
      if (local === undefined) return [place];
      const { path } = place;
      const source = repository.source(path);
      return source === undefined
        ? []
        : occurrencesOf(source)
            .filter(({ kind, text, start }) => kind === 'name' && text === local && code.includes(path, start))
            .map(({ place }) => place);
    });

/** Where the server uses something of a package. An import alone is no use. */
export const packageInServer = (repository: Repository, query: PackageQuery): Place[] =>
  usesIn(repository, serverCode(repository), query);

/** Where the server, a command or a job uses something of a package. */
export const packageInProgram = (repository: Repository, query: PackageQuery): Place[] =>
  usesIn(repository, allCode(repository), query);

/**
 * Whether something stands in a file that imports a package, types included: a call such as `consume` may be one of that
 * package there, and is one of something else everywhere else.
 */
export const besidePackage =
  (repository: Repository, from: RegExp) =>
  ({ place }: Occurrence): boolean => {
    const source = repository.source(place.path);
    return source !== undefined && importLines(source).some(({ specifier }) => from.test(specifier));
  };

/**
 * Where the program reads a variable of its environment: `process.env.NAME`, `env.NAME` after it was checked, or
 * `{ NAME } = env`. To declare it is not to read it.
 */
export const variableInProgram = (repository: Repository, name: RegExp): Place[] =>
  inProgram(repository, { kind: 'member', text: name });

/** The same, in the server alone. */
export const variableInServer = (repository: Repository, name: RegExp): Place[] =>
  inServer(repository, { kind: 'member', text: name });
