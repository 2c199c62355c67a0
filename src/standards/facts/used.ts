import type { Repository } from '../repository/repository.ts';
import { allEntries, serverEntries } from './entries.ts';
import { dynamicLoads, moduleOf, type Declaration, type Module } from './module-graph.ts';
import { once } from './once.ts';
import { resolveImport } from './resolve-import.ts';

/** The part of the program that runs. */
export interface UsedCode {
  /** Files of which something runs, sorted. */
  readonly files: readonly string[];
  /** Whether the code at this offset of the file belongs to it. */
  includes(path: string, offset: number): boolean;
}

/** Packages that load whatever lies in a folder: what they load cannot be told from what nobody uses. */
const folderLoaders = new Set(['@fastify/autoload', 'fastify-autoload', 'require-all', 'awilix', 'fast-glob', 'glob']);

const sourcePath = /\.[cm]?[jt]sx?$/;
const testPath =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|cypress|fixtures)\/|[.-](?:test|spec)\.[cm]?[jt]sx?$/i;

/**
 * Follows names from the entries: a declaration runs when something that runs names it. Imports that nobody uses, and
 * declarations that nobody calls, are left behind, so they are evidence of nothing.
 */
class Sweep implements UsedCode {
  readonly #repository: Repository;
  readonly #reached = new Set<string>();
  readonly #used = new Set<Declaration>();
  readonly #asked = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  #files: readonly string[] | undefined;
  #folders = false;

  constructor(repository: Repository, entries: readonly string[]) {
    this.#repository = repository;
    for (const path of entries) this.#reach(path, true);
    this.#work();
    if (this.#folders) this.#reachAll();
  }

  get files(): readonly string[] {
    return (this.#files ??= [...this.#reached].sort());
  }

  includes(path: string, offset: number): boolean {
    const module = this.#reached.has(path) ? this.#module(path) : undefined;
    if (module === undefined) return false;
    const isUsed = (one: Declaration): boolean =>
      (one.node.start ?? 0) <= offset && offset < (one.node.end ?? 0) && this.#used.has(one);
    return module.declarations.some(isUsed) || module.effects.some(isUsed);
  }

  #module(path: string): Module | undefined {
    const source = this.#repository.source(path);
    return source && moduleOf(source);
  }

  #work(): void {
    for (let task = this.#waiting.pop(); task !== undefined; task = this.#waiting.pop()) task();
  }

  /** Loads a module: its statements run. With `everything`, all that it exports counts as used, too. */
  #reach(path: string | undefined, everything = false): void {
    if (path === undefined || testPath.test(path)) return;
    const module = this.#module(path);
    if (module === undefined) return;
    if (!this.#reached.has(path)) {
      this.#reached.add(path);
      for (const effect of module.effects) this.#use(module, effect);
      for (const specifier of module.loads)
        this.#later(() => {
          this.#reach(this.#resolve(module, specifier));
        });
    }
    if (!everything) return;
    for (const name of module.exports.keys())
      this.#later(() => {
        this.#export(path, name);
      });
    for (const specifier of module.passesOn)
      this.#later(() => {
        this.#reach(this.#resolve(module, specifier), true);
      });
  }

  #reachAll(): void {
    const sources = this.#repository.files.filter((path) => sourcePath.test(path) && !testPath.test(path));
    for (const path of sources) this.#reach(path, true);
    this.#work();
  }

  #later(task: () => void): void {
    this.#waiting.push(task);
  }

  #resolve(module: Module, specifier: string): string | undefined {
    if (folderLoaders.has(specifier)) this.#folders = true;
    return resolveImport(this.#repository, module.source.path, specifier);
  }

  #use(module: Module, declaration: Declaration): void {
    if (this.#used.has(declaration)) return;
    this.#used.add(declaration);
    for (const name of declaration.uses)
      this.#later(() => {
        this.#name(module, name);
      });
    for (const specifier of dynamicLoads(module.source, declaration.node)) {
      this.#later(() => {
        this.#reach(this.#resolve(module, specifier), true);
      });
    }
  }

  /** What a name of the module stands for is used. */
  #name(module: Module, name: string): void {
    for (const one of module.declarations) if (one.names.includes(name)) this.#use(module, one);
    const foreign = module.imports.get(name);
    if (foreign) this.#export(this.#resolve(module, foreign.from), foreign.name);
  }

  #export(path: string | undefined, name: string): void {
    if (path === undefined || testPath.test(path) || this.#asked.has(`${path}#${name}`)) return;
    this.#asked.add(`${path}#${name}`);
    this.#reach(path, name === '*');
    const module = this.#module(path);
    if (module === undefined) return;
    const exported = module.exports.get(name);
    if (exported === undefined) {
      for (const specifier of module.passesOn)
        this.#later(() => {
          this.#export(this.#resolve(module, specifier), name);
        });
    } else if ('local' in exported) this.#name(module, exported.local);
    else
      this.#later(() => {
        this.#export(this.#resolve(module, exported.from), exported.name);
      });
  }
}

const everything = (repository: Repository): UsedCode => ({
  files: repository.files.filter((path) => sourcePath.test(path) && !testPath.test(path)),
  includes: () => true,
});

/** What runs in the server. All of the sources when nothing tells where it starts. */
export const serverCode = once((repository): UsedCode => {
  const entries = serverEntries(repository);
  return entries.length === 0 ? everything(repository) : new Sweep(repository, entries);
});

/** What runs in the server, in commands or in jobs. */
export const allCode = once((repository): UsedCode => {
  const entries = allEntries(repository);
  return entries.length === 0 ? everything(repository) : new Sweep(repository, entries);
});

/** What runs when these files are loaded, such as the configuration of a tool. */
export const codeFrom = (repository: Repository, files: readonly string[]): UsedCode => new Sweep(repository, files);
