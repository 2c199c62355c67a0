import type { BinaryExpression, CallExpression, Expression, Node, ObjectExpression } from '@babel/types';
import type { Repository } from './repository.ts';
import type { Source } from './source.ts';

/** What a constant expression comes to. Members that are not constant are left out; `undefined`: not constant. */
export type Value =
  string | number | boolean | null | undefined | readonly Value[] | { readonly [name: string]: Value };

/** A text, number or truth value as text; nothing for anything else. */
export const textOfValue = (value: Value): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** Where an expression stands, to look up the names in it. */
export interface Scope {
  readonly repository: Repository;
  readonly source: Source;
  readonly bindings?: ReadonlyMap<string, Value>;
}

/** The name of a member of an object, or nothing when it is computed. */
export const keyOf = (key: Node): string | undefined => {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral') return key.value;
  return key.type === 'NumericLiteral' ? String(key.value) : undefined;
};

/** The expression inside `as const`, `satisfies T` and parentheses. */
export const bare = (node: Node): Node => {
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') return bare(node.expression);
  return node.type === 'ParenthesizedExpression' ? bare(node.expression) : node;
};

/** The members of an object that are written out: name → expression. */
export const membersOf = (node: ObjectExpression): Map<string, Expression> => {
  const members = new Map<string, Expression>();
  for (const property of node.properties) {
    if (property.type !== 'ObjectProperty' || property.computed) continue;
    const name = keyOf(property.key);
    // The value of a member of an object expression is an expression; patterns are those of assignments.
    if (name !== undefined) members.set(name, property.value as Expression);
  }
  return members;
};

/** Finds what a name of a file stands for, here or in the file it is imported from. */
export const declarationOf = (
  name: string,
  { repository, source }: Scope,
): { readonly node: Node; readonly scope: Scope } | undefined => {
  const own = source.declarations.get(name);
  if (own !== undefined) return { node: own.node, scope: { repository, source } };
  const imported = source.imports.get(name);
  const target = imported && repository.source(imported.from);
  return target && declarationOf(imported.name, { repository, source: target });
};

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '**': (left, right) => left ** right,
};

const binary = (node: BinaryExpression, scope: Scope): Value => {
  const [left, right] = [evaluate(node.left, scope), evaluate(node.right, scope)];
  if (typeof left === 'number' && typeof right === 'number') return arithmetic[node.operator]?.(left, right);
  const isText = node.operator === '+' && typeof left === 'string' && typeof right === 'string';
  return isText ? left + right : undefined;
};

const record = (node: ObjectExpression, scope: Scope): Value => {
  const members: Record<string, Value> = {};
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = evaluate(property.argument, scope);
      if (typeof spread === 'object' && !Array.isArray(spread)) Object.assign(members, spread);
    } else if (property.type === 'ObjectProperty') {
      const name = keyOf(property.key);
      const value = evaluate(property.value, scope);
      if (name !== undefined && value !== undefined) members[name] = value;
    }
  }
  return members;
};

/** A call of a function of the repository that is one expression. */
const call = (node: CallExpression, scope: Scope): Value => {
  if (node.callee.type !== 'Identifier') return undefined;
  const found = declarationOf(node.callee.name, scope);
  if (found?.node.type !== 'ArrowFunctionExpression') return undefined;
  const { params, body } = found.node;
  const bindings = new Map<string, Value>();
  params.forEach((parameter, index) => {
    const argument = node.arguments[index];
    if (parameter.type === 'Identifier' && argument) bindings.set(parameter.name, evaluate(argument, scope));
  });
  return evaluate(body, { ...found.scope, bindings });
};

const named = (name: string, scope: Scope): Value => {
  if (scope.bindings?.has(name)) return scope.bindings.get(name);
  const found = declarationOf(name, scope);
  return found && evaluate(found.node, found.scope);
};

/** What an expression comes to, as far as it is constant. Nothing is run. */
export const evaluate = (expression: Node, scope: Scope): Value => {
  const node = bare(expression);
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
    case 'UnaryExpression': {
      const value = evaluate(node.argument, scope);
      return node.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'BinaryExpression':
      return binary(node, scope);
    case 'ArrayExpression':
      return node.elements.map((element) => (element === null ? undefined : evaluate(element, scope)));
    case 'ObjectExpression':
      return record(node, scope);
    case 'CallExpression':
      return call(node, scope);
    case 'Identifier':
      return named(node.name, scope);
    default:
      return undefined;
  }
};

/** The value of a constant of a file, or nothing when the file or the constant is not there. */
export const constantOf = (repository: Repository, path: string, name: string): Value => {
  const source = repository.source(path);
  return source && named(name, { repository, source });
};

/** The same for a number. */
export const numberOf = (repository: Repository, path: string, name: string): number | undefined => {
  const value = constantOf(repository, path, name);
  return typeof value === 'number' ? value : undefined;
};
