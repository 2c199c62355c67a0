import type { Repository } from '../repository/repository.ts';
import type { SourceFile } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import type { Occurrence } from './occurrences.ts';
import { inServer } from './search.ts';
import { walk, type Node } from './syntax.ts';

const comparisons = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=']);
const known = new WeakMap<SourceFile, ReadonlySet<Node>>();

const collect = (source: SourceFile): ReadonlySet<Node> => {
  const found = new Set<Node>();
  walk(source.ast.program, (node) => {
    if (node.type === 'BinaryExpression' && comparisons.has(node.operator)) found.add(node.left).add(node.right);
    if (node.type === 'SwitchCase' && node.test) found.add(node.test);
  });
  return found;
};

/** `if (response.status >= 400)` asks for a status, and answers none. */
const isCompared = (repository: Repository, { node, place }: Occurrence): boolean => {
  const source = repository.source(place.path);
  if (source === undefined) return false;
  const compared = known.get(source) ?? collect(source);
  known.set(source, compared);
  return compared.has(node);
};

/** Where the server names a status to answer with it. */
export const answersWith = (repository: Repository, status: number): Place[] =>
  inServer(repository, { kind: 'number', text: String(status), where: (one) => !isCompared(repository, one) });
