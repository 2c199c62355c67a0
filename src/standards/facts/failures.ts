import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { inServer } from './search.ts';
import type { Occurrence } from './occurrences.ts';
import { moduleOf } from './module-graph.ts';
import { resolveImport } from './resolve-import.ts';
import { dotted, nameOf, walk, type Node } from './syntax.ts';

type ObjectNode = Extract<Node, { type: 'ObjectExpression' }>;

const functions = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration']);

const takesFour = (node: Occurrence['node'] | undefined): boolean =>
  node !== undefined &&
  functions.has(node.type) &&
  'params' in node &&
  Array.isArray(node.params) &&
  node.params.length === 4;

/** The function that a name stands for in a file, or in the file that it is imported from. */
const takesFourByName = (repository: Repository, path: string, name: string): boolean => {
  const source = repository.source(path);
  if (source === undefined) return false;
  const module = moduleOf(source);
  const foreign = module.imports.get(name);
  if (foreign !== undefined) {
    const target = resolveImport(repository, path, foreign.from);
    return target !== undefined && target !== path && takesFourByName(repository, target, foreign.name);
  }
  return module.declarations.some(({ names, node }) => {
    if (!names.includes(name)) return false;
    return takesFour(node) || (node.type === 'VariableDeclarator' && takesFour(node.init ?? undefined));
  });
};

/** `app.use((error, request, response, next) => …)`, by name or in place: how Express knows an error handler. */
const isExpressHandler =
  (repository: Repository) =>
  ({ node, place }: Occurrence): boolean =>
    node.type === 'CallExpression' &&
    node.arguments.some(
      (argument) =>
        takesFour(argument) ||
        (argument.type === 'Identifier' && takesFourByName(repository, place.path, argument.name)),
    );

/** The class that a name stands for, in the file or where it is imported from. */
const classOf = (repository: Repository, path: string, name: string): Node | undefined => {
  const source = repository.source(path);
  if (source === undefined) return undefined;
  const { imports, declarations } = moduleOf(source);
  const foreign = imports.get(name);
  const target = foreign && resolveImport(repository, path, foreign.from);
  if (foreign !== undefined) return target === undefined ? undefined : classOf(repository, target, foreign.name);
  return declarations.find(({ names }) => names.includes(name))?.node;
};

/** `@Catch(NotFoundException)` takes some failures only; `@Catch()` takes all. */
const isForSome = (node: Node): boolean =>
  node.type === 'ClassDeclaration' &&
  (node.decorators ?? []).some(
    ({ expression }) =>
      expression.type === 'CallExpression' && dotted(expression.callee) === 'Catch' && expression.arguments.length > 0,
  );

/** Whether the filter that is provided as APP_FILTER takes all failures; one that cannot be seen does. */
const takesAll = (repository: Repository, { place, start }: Occurrence): boolean => {
  const source = repository.source(place.path);
  const around = source && innermostObject(source.ast.program, start);
  const used = around?.properties.find((one) => one.type === 'ObjectProperty' && nameOf(one.key) === 'useClass');
  const name = used?.type === 'ObjectProperty' ? nameOf(used.value) : undefined;
  const found = name === undefined ? undefined : classOf(repository, place.path, name);
  return found === undefined || !isForSome(found);
};

const innermostObject = (root: Node, offset: number): ObjectNode | undefined => {
  let found: ObjectNode | undefined;
  walk(root, (node) => {
    const isAround = (node.start ?? 0) <= offset && offset < (node.end ?? 0);
    if (isAround && node.type === 'ObjectExpression') found = node;
    return isAround;
  });
  return found;
};

/** Where the server sees to all failures in one place, as its framework has it. */
export const errorHandlers = (repository: Repository): Place[] => [
  ...inServer(repository, { kind: 'call', text: /(?:^|\.)setErrorHandler$/ }),
  ...inServer(repository, { kind: 'call', text: /\.use$/, where: isExpressHandler(repository) }),
  ...inServer(repository, { kind: 'call', text: /\.useGlobalFilters$/ }),
  ...inServer(repository, { kind: 'name', text: 'APP_FILTER', where: (one) => takesAll(repository, one) }),
];
