import { childrenOf, isType, type Node } from './syntax.ts';

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer: Scope | undefined;
}

const isBound = (name: string, scope: Scope | undefined): boolean =>
  scope !== undefined && (scope.names.has(name) || isBound(name, scope.outer));

/** The names that a pattern declares: parameters, and what stands left in a declaration. */
export const namesIn = (pattern: Node | null | undefined): string[] => {
  if (pattern === null || pattern === undefined) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => namesIn(one.type === 'RestElement' ? one.argument : one.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    default:
      return [];
  }
};

const declaredBy = (statement: Node): string[] => {
  if (statement.type === 'VariableDeclaration') return statement.declarations.flatMap((one) => namesIn(one.id));
  const declares = statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration';
  return declares && statement.id ? [statement.id.name] : [];
};

const withinBlock = (node: Node): string[] => {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      return node.body.flatMap(declaredBy);
    case 'SwitchStatement':
      return node.cases.flatMap((one) => one.consequent.flatMap(declaredBy));
    case 'ForStatement':
      return node.init ? declaredBy(node.init) : [];
    case 'ForOfStatement':
    case 'ForInStatement':
      return declaredBy(node.left);
    case 'CatchClause':
      return namesIn(node.param);
    case 'ClassExpression':
      return node.id ? [node.id.name] : [];
    case 'FunctionExpression':
      return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(namesIn)];
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return node.params.flatMap(namesIn);
    default:
      return [];
  }
};

/** Nodes with a member `key` that is a name, and no reference, unless it is computed. */
const keyed = new Set(['ObjectProperty', 'ObjectMethod', 'ClassMethod', 'ClassProperty', 'ClassAccessorProperty']);

const withoutNames = (node: Node): Node[] => {
  const children = childrenOf(node);
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    return node.computed ? children : [node.object];
  }
  if (keyed.has(node.type) && 'key' in node) {
    return 'computed' in node && node.computed ? children : children.filter((child) => child !== node.key);
  }
  if (node.type === 'LabeledStatement') return [node.body];
  return children;
};

const skipped = new Set(['BreakStatement', 'ContinueStatement', 'MetaProperty', 'ImportDeclaration', 'PrivateName']);

/** The names that a piece of a program takes from outside of it. Types do not count: they are gone when it runs. */
export const freeNames = (root: Node): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (node: Node, scope: Scope | undefined): void => {
    if (isType(node) || skipped.has(node.type)) return;
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') {
      if (!isBound(node.name, scope)) found.add(node.name);
      return;
    }
    const names = withinBlock(node);
    const inner = names.length > 0 ? { names: new Set(names), outer: scope } : scope;
    for (const child of withoutNames(node)) visit(child, inner);
  };
  visit(root, undefined);
  return found;
};
