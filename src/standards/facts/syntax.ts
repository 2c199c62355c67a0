import type { Node } from '@babel/types';

export type { Node } from '@babel/types';

/** Members of a node that hold no part of the program. */
const about = new Set([
  'loc',
  'start',
  'end',
  'range',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;

/** Every check goes through trees of hundreds of files, so nothing is made here that is not asked for. */
const eachChild = (node: Node, take: (child: Node) => void): void => {
  for (const key of Object.keys(node)) {
    if (about.has(key)) continue;
    // The key is one of the node's own.
    const value: unknown = node[key as keyof Node];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) take(item);
    } else if (isNode(value)) take(value);
  }
};

/** The nodes right below a node. */
export const childrenOf = (node: Node): Node[] => {
  const found: Node[] = [];
  eachChild(node, (child) => found.push(child));
  return found;
};

/** Visits a node and all below it; goes no deeper where `visit` answers false. */
export const walk = (node: Node, visit: (node: Node) => unknown): void => {
  const visitAll = (inner: Node): void => {
    if (visit(inner) !== false) eachChild(inner, visitAll);
  };
  visitAll(node);
};

const wrappers = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSExportAssignment',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
]);

/** Whether a node says something of types only, so that nothing of it is left when the program runs. */
export const isType = ({ type }: Node): boolean => type.startsWith('TS') && !wrappers.has(type);

/** The expression without parentheses, `as`, `satisfies`, `!` and `await` around it. */
export const bare = (node: Node): Node => {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return bare(node.expression);
    case 'AwaitExpression':
      return bare(node.argument);
    default:
      return node;
  }
};

/** The name of a property, a key or an identifier; nothing for one that is computed. */
export const nameOf = (node: Node): string | undefined => {
  switch (node.type) {
    case 'Identifier':
    case 'JSXIdentifier':
      return node.name;
    case 'PrivateName':
      return `#${node.id.name}`;
    case 'StringLiteral':
      return node.value;
    case 'NumericLiteral':
      return String(node.value);
    default:
      return undefined;
  }
};

/** An expression as dotted names, `app.register` or `this.#pool.on`; calls in between count as nothing: `a().b` is `a.b`. */
export const dotted = (node: Node): string => {
  const inner = bare(node);
  switch (inner.type) {
    case 'ThisExpression':
      return 'this';
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const property =
        inner.computed && inner.property.type !== 'StringLiteral' ? '*' : (nameOf(inner.property) ?? '*');
      return `${dotted(inner.object)}.${property}`;
    }
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return dotted(inner.callee);
    case 'TaggedTemplateExpression':
      return dotted(inner.tag);
    default:
      return nameOf(inner) ?? '*';
  }
};

/** The first argument of a call, when it is a text. */
export const firstTextIn = (node: Node): string | undefined => {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression' && node.type !== 'NewExpression') return;
  const [first] = node.arguments;
  return first?.type === 'StringLiteral' ? first.value : undefined;
};
