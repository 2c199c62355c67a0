import type { Repository, SourceFile } from '../repository/repository.ts';
import { placeOf } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { joinUrl, Mounts } from './mounts.ts';
import { nestRoutes } from './nest-routes.ts';
import { once } from './once.ts';
import { operations } from './operations.ts';
import { dotted, nameOf, walk, type Node } from './syntax.ts';
import { serverCode } from './used.ts';

/** A route that the server has. */
export interface Route {
  readonly method: string;
  /** The whole path, as far as it can be told; parameters are written `{id}`. */
  readonly path: string;
  readonly place: Place;
}

type Call = Extract<Node, { type: 'CallExpression' }>;

interface Draft {
  readonly source: SourceFile;
  readonly receiver: string;
  readonly method: string;
  readonly path: string;
  readonly node: Node;
}

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all']);

const textOf = (node: Node | undefined): string | undefined =>
  node?.type === 'StringLiteral' ? node.value : undefined;

const members = (node: Node | undefined): ReadonlyMap<string, Node> =>
  new Map(
    node?.type === 'ObjectExpression'
      ? node.properties.flatMap((one) => {
          const name = one.type === 'ObjectProperty' ? nameOf(one.key) : undefined;
          return one.type === 'ObjectProperty' && name !== undefined ? [[name, one.value] as const] : [];
        })
      : [],
  );

/** Whether an argument can be what answers a request: `map.get('x')` and `client.get('/url')` have none. */
const canAnswer = (node: Node): boolean =>
  !['StringLiteral', 'NumericLiteral', 'ObjectExpression', 'BooleanLiteral', 'TemplateLiteral'].includes(node.type);

/** `operationalRoute(app, '/health', …)`: a function of the repository's own that is given the server. */
const routeByFunction = (source: SourceFile, call: Call): readonly Draft[] => {
  const [server, path, ...rest] = call.arguments;
  const text = textOf(path);
  const isRoute = server?.type === 'Identifier' && text?.startsWith('/') === true && rest.some(isFunction);
  return isRoute ? [{ source, receiver: server.name, method: 'ALL', path: text, node: call }] : [];
};

const isFunction = ({ type }: Node): boolean => type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

/** `router.get('/users', …)`, `app.route({ method, url })`, `router.route('/users').get(…)`. */
const routeIn = (source: SourceFile, call: Call): readonly Draft[] => {
  if (call.callee.type === 'Identifier') return routeByFunction(source, call);
  if (call.callee.type !== 'MemberExpression') return [];
  const receiver = dotted(call.callee.object);
  const name = nameOf(call.callee.property) ?? '';
  const draft = (method: string, path: string): Draft => ({ source, receiver, method, path, node: call });
  if (name === 'route' && call.arguments[0]?.type === 'ObjectExpression') {
    const given = members(call.arguments[0]);
    const path = textOf(given.get('url') ?? given.get('path'));
    const method = given.get('method');
    const methods = method?.type === 'ArrayExpression' ? method.elements : [method];
    return path === undefined ? [] : methods.map((one) => draft(textOf(one ?? undefined) ?? 'ALL', path));
  }
  if (!verbs.has(name)) return [];
  const { object } = call.callee;
  if (object.type === 'CallExpression' && /(?:^|\.)route(?:\.|$)/.test(dotted(object))) {
    const path = textOf(innermostRoute(object)?.arguments[0]);
    const owner = receiver.split('.')[0] ?? receiver;
    return path === undefined ? [] : [{ ...draft(name.toUpperCase(), path), receiver: owner }];
  }
  const [path, ...rest] = call.arguments;
  const text = textOf(path);
  const isRoute = text !== undefined && (text.startsWith('/') || text === '') && rest.some(canAnswer);
  return isRoute ? [draft(name.toUpperCase(), text)] : [];
};

/** `route('/users')` in a chain of calls on it. */
const innermostRoute = (node: Node): Call | undefined => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  return nameOf(node.callee.property) === 'route' ? node : innermostRoute(node.callee.object);
};

const frameworkRoutes = (repository: Repository): Route[] => {
  const code = serverCode(repository);
  const mounts = new Mounts(repository);
  const drafts: Draft[] = [];
  const patterns = /(?:\.(?:get|post|put|patch|delete|head|options|all|route|use|register)|oute)\s*[(<]/;
  for (const source of repository.sources({ containing: patterns })) {
    walk(source.ast.program, (node) => {
      if (node.type !== 'CallExpression' || !code.includes(source.path, node.start ?? 0)) return;
      mounts.add(source, node);
      drafts.push(...routeIn(source, node));
    });
  }
  return drafts.flatMap(({ source, receiver, method, path, node }) =>
    mounts
      .prefixesOf({ path: source.path, name: receiver })
      .map((prefix) => ({ method, path: joinUrl(prefix, path), place: placeOf(source, node) })),
  );
};

/** The routes of the server: its operations, and what Express, Fastify and NestJS mount. */
export const routes = once((repository): readonly Route[] => {
  const declared = operations(repository).map(({ method, path, place }) => ({ method, path: joinUrl(path), place }));
  const mounted = [...frameworkRoutes(repository), ...nestRoutes(repository)];
  const known = new Set(declared.map(({ method, path }) => `${method} ${path}`));
  return [...declared, ...mounted.filter(({ method, path }) => !known.has(`${method} ${path}`))];
});
