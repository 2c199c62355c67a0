import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { inServer } from './search.ts';
import type { Occurrence } from './occurrences.ts';
import { moduleOf } from './module-graph.ts';
import { resolveImport } from './resolve-import.ts';

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

/** Where the server sees to all failures in one place, as its framework has it. */
export const errorHandlers = (repository: Repository): Place[] => [
  ...inServer(repository, { kind: 'call', text: /(?:^|\.)setErrorHandler$/ }),
  ...inServer(repository, { kind: 'call', text: /\.use$/, where: isExpressHandler(repository) }),
  ...inServer(repository, { kind: 'call', text: /\.useGlobalFilters$/ }),
  ...inServer(repository, { kind: 'name', text: 'APP_FILTER' }),
];
