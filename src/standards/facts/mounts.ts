import type { Repository, SourceFile } from '../repository/repository.ts';
import { moduleOf } from './module-graph.ts';
import { resolveImport } from './resolve-import.ts';
import { bare, dotted, nameOf, type Node } from './syntax.ts';

/** A router: what a file calls it. `*` is whatever router the file has. */
export interface Router {
  readonly path: string;
  readonly name: string;
}

interface Mount {
  readonly from: Router;
  readonly to: Router;
  readonly prefix: string;
}

type Call = Extract<Node, { type: 'CallExpression' }>;

/** Joins pieces of a URL with single slashes; parameters are written `{id}`. */
export const joinUrl = (...pieces: readonly string[]): string => {
  const joined = `/${pieces.join('/')}`.replaceAll(/\/{2,}/g, '/').replaceAll(/:(\w+)(?:\([^)]*\))?\??/g, '{$1}');
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined;
};

/** Where routers are mounted, so that the whole path of a route can be told. */
export class Mounts {
  readonly #repository: Repository;
  readonly #mounts: Mount[] = [];

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Notes `app.use('/users', users)` and `app.register(users, { prefix: '/users' })`. */
  add(source: SourceFile, call: Call): void {
    const parts = dotted(call.callee).split('.');
    const method = parts.at(-1);
    if (parts.length < 2 || (method !== 'use' && method !== 'register')) return;
    const from = { path: source.path, name: parts.slice(0, -1).join('.') };
    const prefix = method === 'use' ? textOf(call.arguments[0]) : prefixIn(call.arguments[1]);
    for (const argument of call.arguments) {
      const to = this.#router(source, argument);
      if (to !== undefined) this.#mounts.push({ from, to, prefix });
    }
  }

  /** The prefixes under which a router is reached; one empty prefix when nothing mounts it. */
  prefixesOf(router: Router, seen: readonly Router[] = []): readonly string[] {
    if (seen.some(({ path, name }) => path === router.path && name === router.name)) return [];
    const here = this.#mounts.filter(({ to }) => to.path === router.path && to.name === router.name);
    const any = here.length > 0 ? here : this.#mounts.filter(({ to }) => to.path === router.path && to.name === '*');
    if (any.length === 0) return [''];
    const outer = any.flatMap(({ from, prefix }) =>
      this.prefixesOf(from, [...seen, router]).map((before) => `${before}/${prefix}`),
    );
    return [...new Set(outer)];
  }

  #router(source: SourceFile, argument: Node): Router | undefined {
    const node = bare(argument);
    const loaded = loadedBy(node);
    if (loaded !== undefined) return this.#imported(source, loaded);
    const name = node.type === 'CallExpression' ? dotted(node.callee).split('.')[0] : nameOf(node);
    if (name === undefined || node.type === 'StringLiteral') return undefined;
    const foreign = moduleOf(source).imports.get(name);
    return foreign === undefined ? { path: source.path, name } : this.#imported(source, foreign.from);
  }

  #imported(source: SourceFile, specifier: string): Router | undefined {
    const path = resolveImport(this.#repository, source.path, specifier);
    return path === undefined ? undefined : { path, name: '*' };
  }
}

const textOf = (node: Node | undefined): string => (node?.type === 'StringLiteral' ? node.value : '');

const prefixIn = (node: Node | undefined): string => {
  if (node?.type !== 'ObjectExpression') return '';
  const found = node.properties.find((one) => one.type === 'ObjectProperty' && nameOf(one.key) === 'prefix');
  return found?.type === 'ObjectProperty' ? textOf(found.value) : '';
};

/** What `require('…')` or `import('…')` loads. */
const loadedBy = (node: Node): string | undefined => {
  if (node.type === 'ImportExpression') return textOf(node.source);
  if (node.type !== 'CallExpression') return undefined;
  const loads = node.callee.type === 'Import' || dotted(node.callee) === 'require';
  return loads ? textOf(node.arguments[0]) : undefined;
};
