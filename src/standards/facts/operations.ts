import { placeOf } from '../repository/source.ts';
import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { findUsed } from './occurrences.ts';
import { once } from './once.ts';
import { bare, dotted, nameOf, walk, type Node } from './syntax.ts';
import { serverCode } from './used.ts';

/** A contract of a route that is declared by `defineOperation` and used by the server. */
export interface Operation {
  readonly place: Place;
  readonly method: string;
  /** As it stands there: `/api/v1/products/{id}`. */
  readonly path: string;
  /** Texts of its simple members, such as `conditional: 'etag'`; the dotted name where it is none. */
  readonly members: ReadonlyMap<string, string>;
  /** Texts and numbers of `success`. */
  readonly success: ReadonlyMap<string, string>;
}

const simple = (node: Node): string => {
  const value = bare(node);
  if (value.type === 'StringLiteral') return value.value;
  if (value.type === 'NumericLiteral' || value.type === 'BooleanLiteral') return String(value.value);
  return dotted(value);
};

const membersOf = (node: Node | undefined): ReadonlyMap<string, string> => {
  if (node?.type !== 'ObjectExpression') return new Map();
  return new Map(
    node.properties.flatMap((property) => {
      const name = property.type === 'ObjectProperty' ? nameOf(property.key) : undefined;
      return property.type === 'ObjectProperty' && name !== undefined ? [[name, simple(property.value)] as const] : [];
    }),
  );
};

const memberNode = (node: Node | undefined, name: string): Node | undefined => {
  if (node?.type !== 'ObjectExpression') return undefined;
  const found = node.properties.find((one) => one.type === 'ObjectProperty' && nameOf(one.key) === name);
  return found?.type === 'ObjectProperty' ? found.value : undefined;
};

/**
 * Whether the composition of ours mounts its modules: by the function that does, or, for NestJS, by spreading them into
 * the imports of the root module. In other repositories, yes.
 */
const mountsModules = (repository: Repository): boolean => {
  if (repository.choices === undefined) return true;
  const code = serverCode(repository);
  const found = findUsed(repository, code, { kind: ['call', 'member'], text: /^(?:mountModules|modules)$/ });
  return found.some(
    ({ kind, node }) => kind === 'call' || (node.type === 'MemberExpression' && dotted(node) === 'options.modules'),
  );
};

/** The operations of the server. Those that nothing mounts are left out. */
export const operations = once((repository): readonly Operation[] => {
  const code = serverCode(repository);
  if (!mountsModules(repository)) return [];
  return repository.sources({ containing: 'defineOperation(' }).flatMap((source) => {
    const found: Operation[] = [];
    walk(source.ast.program, (node) => {
      if (node.type !== 'CallExpression' || dotted(node.callee) !== 'defineOperation') return;
      if (!code.includes(source.path, node.start ?? 0)) return;
      const members = membersOf(node.arguments[0]);
      const [method, path] = [members.get('method'), members.get('path')];
      if (method === undefined || path === undefined) return;
      const success = membersOf(memberNode(node.arguments[0], 'success'));
      found.push({ place: placeOf(source, node), method, path, members, success });
    });
    return found;
  });
});
