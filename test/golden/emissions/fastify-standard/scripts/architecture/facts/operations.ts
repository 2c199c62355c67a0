import type { Expression, Node } from '@babel/types';
import { bare, declarationOf, evaluate, keyOf, membersOf, type Scope, type Value } from './evaluate.ts';
import type { Repository } from './repository.ts';
import { nodesOf } from './source.ts';

export type Access =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'anonymous' | 'public' }
  | { readonly kind: 'signed-in'; readonly recent: boolean }
  | { readonly kind: 'permission'; readonly permission: string };

/** One route of the API, as its contract declares it. */
export interface Route {
  readonly id: string;
  readonly module: string;
  readonly path: string;
  readonly method: string;
  readonly summary: string;
  readonly access: Access;
  readonly status: number;
  readonly collection: boolean;
  readonly body: boolean;
  readonly conditional?: string;
  readonly idempotency?: string;
  readonly cacheControl?: string;
  /** Codes of the failures the operation adds to the usual ones. */
  readonly errors: readonly string[];
  /** Query parameters besides those of pages. */
  readonly filters: readonly string[];
  readonly sorts: readonly string[];
  /** The file that declares it. */
  readonly source: string;
}

const text = (value: Value): string => (typeof value === 'string' ? value : '');
const optional = <Key extends string>(key: Key, value: Value): Partial<Record<Key, string>> => {
  const record: Partial<Record<Key, string>> = {};
  if (typeof value === 'string') record[key] = value;
  return record;
};

/** `permission('a:b')`, or a constant that is declared in src/platform/access.ts or next to the operation. */
const accessOf = (node: Node | undefined, scope: Scope): Access => {
  if (node === undefined) return { kind: 'everybody' };
  if (node.type === 'CallExpression') {
    const [argument] = node.arguments;
    return { kind: 'permission', permission: text(argument && evaluate(argument, scope)) };
  }
  const found = node.type === 'Identifier' ? declarationOf(node.name, scope) : undefined;
  if (found !== undefined && found.node.type !== 'ObjectExpression') return accessOf(found.node, found.scope);
  const value = found && evaluate(found.node, found.scope);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'everybody' };
  const { kind, recent } = value as Record<string, Value>; // an object, and no array
  if (kind === 'signed-in') return { kind, recent: recent === true };
  return kind === 'anonymous' || kind === 'public' ? { kind } : { kind: 'everybody' };
};

/** The object that a schema of zod is made of, without the members that `omit` takes away. */
const membersOfSchema = (node: Node | undefined, scope: Scope): { members: Map<string, Expression>; scope: Scope } => {
  const none = { members: new Map<string, Expression>(), scope };
  if (node === undefined) return none;
  if (node.type === 'Identifier') {
    const found = declarationOf(node.name, scope);
    return found === undefined ? none : membersOfSchema(found.node, found.scope);
  }
  if (node.type === 'ObjectExpression') return { members: membersOf(node), scope };
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return none;
  const [argument] = node.arguments;
  const method = keyOf(node.callee.property);
  if (method === 'strictObject' || method === 'object') return membersOfSchema(argument, scope);
  const inner = membersOfSchema(node.callee.object, scope);
  const omitted = method === 'omit' && argument?.type === 'ObjectExpression' ? membersOf(argument) : new Map();
  return { ...inner, members: new Map([...inner.members].filter(([name]) => !omitted.has(name))) };
};

const sortsOf = (node: Node | undefined, scope: Scope): string[] => {
  const [fields] = node?.type === 'CallExpression' ? node.arguments : [];
  const value = fields && evaluate(fields, scope);
  return Array.isArray(value) ? value.filter((field) => typeof field === 'string') : [];
};

/** The codes of all error classes: name of the class → code. */
export const readErrorCodes = (repository: Repository): ReadonlyMap<string, string> => {
  const codes = new Map<string, string>();
  for (const path of repository.paths(/^src\/.*\.ts$/)) {
    const classes = /\bclass (\w+Error) [^{]*\{[^}]*?\bcode: string = '([A-Z_]+)'/g;
    for (const [, name = '', code = ''] of repository.text(path).matchAll(classes)) codes.set(name, code);
  }
  return codes;
};

const routeOf = (members: ReadonlyMap<string, Expression>, scope: Scope, codes: ReadonlyMap<string, string>): Route => {
  const value = (name: string): Value => {
    const node = members.get(name);
    return node && evaluate(node, scope);
  };
  const success = members.get('success');
  const answer = success && evaluate(success, scope);
  const outcome = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, Value>; // never a list
  const errors = members.get('errors');
  const query = membersOfSchema(members.get('query'), scope);
  const { path } = scope.source;
  return {
    id: text(value('id')),
    module: path.split('/')[2] ?? '',
    path: text(value('path')),
    method: text(value('method')),
    summary: text(value('summary')),
    access: accessOf(members.get('access'), scope),
    status: typeof outcome['status'] === 'number' ? outcome['status'] : 200,
    collection: outcome['collection'] === true,
    body: members.has('body'),
    ...optional('conditional', value('conditional')),
    ...optional('idempotency', value('idempotency')),
    ...optional('cacheControl', value('cacheControl')),
    errors:
      errors?.type === 'ArrayExpression'
        ? errors.elements.flatMap((node) => (node?.type === 'Identifier' ? (codes.get(node.name) ?? []) : []))
        : [],
    filters: [...query.members.keys()].filter((name) => name !== 'sort'),
    sorts: sortsOf(query.members.get('sort'), query.scope),
    source: path,
  };
};

/** The routes of the API, in the order of their paths. */
export const readRoutes = (repository: Repository): readonly Route[] => {
  const codes = readErrorCodes(repository);
  const sources = repository.sources(/^src\/modules\/[^/]+\/http\/.*\.ts$/, (text) =>
    text.includes('defineOperation({'),
  );
  const routes = sources.flatMap((source) =>
    nodesOf(source.program, 'CallExpression').flatMap(({ callee, arguments: [argument] }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'defineOperation' || argument === undefined) return [];
      const node = bare(argument);
      return node.type === 'ObjectExpression' ? [routeOf(membersOf(node), { repository, source }, codes)] : [];
    }),
  );
  return routes.sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1));
};

/** Who may call a route, in the words of the documents. */
export const whoOf = ({ access }: Pick<Route, 'access'>): string => {
  switch (access.kind) {
    case 'permission':
      return `\`${access.permission}\``;
    case 'signed-in':
      return access.recent ? 'signed in lately' : 'signed in';
    case 'anonymous':
      return 'everybody, unidentified';
    default:
      return 'everybody';
  }
};
