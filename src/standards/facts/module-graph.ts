import type { SourceFile } from '../repository/source.ts';
import { freeNames, namesIn } from './free-names.ts';
import { dotted, walk, type Node } from './syntax.ts';

/** A name of another module: `*` for all of it, `default` for its default export. */
export interface ForeignName {
  readonly from: string;
  readonly name: string;
}

/** Something that a module declares at its top. */
export interface Declaration {
  readonly node: Node;
  readonly names: readonly string[];
  /** What it takes from outside of it. */
  readonly uses: ReadonlySet<string>;
}

/** A source file as a module: what it declares, does, imports and exports. */
export interface Module {
  readonly source: SourceFile;
  readonly declarations: readonly Declaration[];
  /** Statements that run when it is loaded. */
  readonly effects: readonly Declaration[];
  readonly imports: ReadonlyMap<string, ForeignName>;
  /** Modules that are loaded for what they do. */
  readonly loads: readonly string[];
  readonly exports: ReadonlyMap<string, { readonly local: string } | ForeignName>;
  /** Modules whose exports it passes on. */
  readonly passesOn: readonly string[];
}

/** Most of what is declared is never asked what it takes. */
const declarationOf = (node: Node, names: readonly string[], root: Node | null | undefined): Declaration => {
  let uses: ReadonlySet<string> | undefined;
  return {
    node,
    names,
    get uses() {
      return (uses ??= root ? freeNames(root) : new Set());
    },
  };
};

interface Draft {
  readonly declarations: Declaration[];
  readonly effects: Declaration[];
  readonly imports: Map<string, ForeignName>;
  readonly loads: string[];
  readonly exports: Map<string, { readonly local: string } | ForeignName>;
  readonly passesOn: string[];
}

const modules = new WeakMap<SourceFile, Module>();

/** The file as a module. */
export const moduleOf = (source: SourceFile): Module => {
  const known = modules.get(source) ?? analyse(source);
  modules.set(source, known);
  return known;
};

const analyse = (source: SourceFile): Module => {
  const draft: Draft = {
    declarations: [],
    effects: [],
    imports: new Map(),
    loads: [],
    exports: new Map(),
    passesOn: [],
  };
  for (const statement of source.ast.program.body) addStatement(draft, statement);
  return { source, ...draft };
};

/** What `require('…')` names, or nothing when the expression is another. */
const required = (node: Node | null | undefined): string | undefined => {
  if (node?.type === 'MemberExpression') return required(node.object);
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return;
  const [first] = node.arguments;
  return first?.type === 'StringLiteral' ? first.value : undefined;
};

const addStatement = (draft: Draft, statement: Node): void => {
  switch (statement.type) {
    case 'ImportDeclaration':
      addImport(draft, statement);
      return;
    case 'ExportAllDeclaration':
      draft.passesOn.push(statement.source.value);
      return;
    case 'ExportNamedDeclaration':
      addExport(draft, statement);
      return;
    case 'ExportDefaultDeclaration':
      addDefault(draft, statement.declaration);
      return;
    case 'VariableDeclaration':
      for (const one of statement.declarations) addVariable(draft, one);
      return;
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      draft.declarations.push(declarationOf(statement, statement.id ? [statement.id.name] : [], statement));
      return;
    default:
      addEffect(draft, statement);
  }
};

const addEffect = (draft: Draft, statement: Node): void => {
  const load = statement.type === 'ExpressionStatement' ? required(statement.expression) : undefined;
  if (load !== undefined) draft.loads.push(load);
  else draft.effects.push(declarationOf(statement, [], statement));
};

const addImport = (draft: Draft, statement: Extract<Node, { type: 'ImportDeclaration' }>): void => {
  const from = statement.source.value;
  if (statement.importKind === 'type') return;
  if (statement.specifiers.length === 0) draft.loads.push(from);
  for (const one of statement.specifiers) {
    if (one.type === 'ImportSpecifier') {
      const name = one.imported.type === 'Identifier' ? one.imported.name : one.imported.value;
      if (one.importKind !== 'type') draft.imports.set(one.local.name, { from, name });
    } else {
      draft.imports.set(one.local.name, { from, name: one.type === 'ImportDefaultSpecifier' ? 'default' : '*' });
    }
  }
};

const addVariable = (draft: Draft, one: Extract<Node, { type: 'VariableDeclarator' }>): void => {
  const from = required(one.init);
  if (from === undefined) {
    draft.declarations.push(declarationOf(one, namesIn(one.id), one.init));
  } else if (one.id.type === 'ObjectPattern') {
    for (const property of one.id.properties) {
      const key = property.type === 'ObjectProperty' && property.key.type === 'Identifier' ? property.key.name : '*';
      for (const local of namesIn(property.type === 'RestElement' ? property.argument : property.value)) {
        draft.imports.set(local, { from, name: key });
      }
    }
  } else {
    for (const local of namesIn(one.id)) draft.imports.set(local, { from, name: '*' });
  }
};

const addExport = (draft: Draft, statement: Extract<Node, { type: 'ExportNamedDeclaration' }>): void => {
  if (statement.exportKind === 'type') return;
  const { declaration, source } = statement;
  if (declaration) {
    const before = draft.declarations.length;
    addStatement(draft, declaration);
    for (const { names } of draft.declarations.slice(before)) {
      for (const local of names) draft.exports.set(local, { local });
    }
  }
  for (const one of statement.specifiers) {
    const exported = one.exported.type === 'Identifier' ? one.exported.name : one.exported.value;
    if (one.type === 'ExportNamespaceSpecifier' && source)
      draft.exports.set(exported, { from: source.value, name: '*' });
    if (one.type !== 'ExportSpecifier' || one.exportKind === 'type') continue;
    draft.exports.set(exported, source ? { from: source.value, name: one.local.name } : { local: one.local.name });
  }
};

const addDefault = (draft: Draft, declaration: Node): void => {
  const named = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
  const name = named && declaration.id ? declaration.id.name : undefined;
  draft.declarations.push(declarationOf(declaration, ['*default', ...(name === undefined ? [] : [name])], declaration));
  draft.exports.set('default', { local: '*default' });
};

/** Modules that a piece of a program loads while it runs: `import('…')`, `require('…')` inside a function. */
export const dynamicLoads = ({ text }: SourceFile, node: Node): string[] => {
  const found: string[] = [];
  if (!/\b(?:import|require)\s*\(/.test(text)) return found;
  walk(node, (inner) => {
    if (inner.type === 'ImportExpression' && inner.source.type === 'StringLiteral') found.push(inner.source.value);
    if (inner.type !== 'CallExpression') return;
    const called = inner.callee.type === 'Import' || dotted(inner.callee) === 'require';
    const [first] = inner.arguments;
    if (called && first?.type === 'StringLiteral') found.push(first.value);
  });
  return found;
};
