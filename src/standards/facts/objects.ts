import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { inServer } from './search.ts';
import { nameOf, walk, type Node } from './syntax.ts';

const keysOf = (node: Node): ReadonlySet<string> =>
  new Set(
    node.type === 'ObjectExpression'
      ? node.properties.flatMap((one) => (one.type === 'SpreadElement' ? [] : (nameOf(one.key) ?? [])))
      : [],
  );

/** Whether something in the node satisfies the condition. */
export const holds = (node: Node, condition: (node: Node) => boolean): boolean => {
  let found = false;
  walk(node, (inner) => {
    found ||= condition(inner);
    return !found;
  });
  return found;
};

/** Files that describe answers instead of making them. */
const described = /openapi|swagger/i;

/** Where the server makes an object with all of these members. The first one chooses the files. */
export const objectsWith = (repository: Repository, first: string, ...others: readonly string[]): Place[] => {
  const placed = inServer(repository, { kind: 'key', text: first }).filter(({ path }) => !described.test(path));
  return placed.filter(({ path, line }) => {
    const source = repository.source(path);
    return (
      source !== undefined &&
      holds(source.ast.program, (node) => {
        const keys = keysOf(node);
        const { start, end } = node.loc ?? {};
        const around =
          start !== undefined && end !== undefined && line !== undefined && start.line <= line && line <= end.line;
        return around && keys.has(first) && others.every((name) => keys.has(name));
      })
    );
  });
};
