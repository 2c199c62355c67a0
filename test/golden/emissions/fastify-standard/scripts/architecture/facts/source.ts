import { parse } from '@babel/parser';
import type { Comment, Node, Program } from '@babel/types';

/** Something a file declares at its top level, with the comment in front of it. */
export interface Declaration {
  readonly node: Node;
  readonly comment: string;
}

/** Where a name of a file comes from: another file of this repository, or a package. */
export interface Import {
  readonly from: string;
  readonly name: string;
}

/** A parsed file of this repository. It is read, never run. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly imports: ReadonlyMap<string, Import>;
}

const wordsOf = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .join(' ')
    .trim();

/** The words of the last comment in a row, on one line. */
export const textOf = (comments: readonly Comment[] | null | undefined): string =>
  wordsOf(comments?.at(-1)?.value ?? '');

/** What stands in the comments in front of the exported classes of a text: name → comment. It is not parsed for them. */
export const classComments = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport (?:abstract )?class (\w+)/gm)].map(
      ([, comment = '', name = '']) => [name, wordsOf(comment)],
    ),
  );

/** The first sentence of a comment. */
export const sentenceOf = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;

/** Comments have a type as well, but are no part of the syntax. */
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  !value.type.startsWith('Comment');

/** Visits the parts of a node in the order in which they are written. */
export const forEachChild = (node: Node, visit: (child: Node) => void): void => {
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (isNode(item)) visit(item);
    } else if (isNode(value)) {
      visit(value);
    }
  }
};

/** Visits a node and everything in it. */
const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node);
  forEachChild(node, (child) => {
    walk(child, visit);
  });
};

/** All nodes of one type under a node. */
export const nodesOf = <Type extends Node['type']>(root: Node, type: Type): Extract<Node, { type: Type }>[] => {
  const found: Extract<Node, { type: Type }>[] = [];
  const isWanted = (node: Node): node is Extract<Node, { type: Type }> => node.type === type;
  walk(root, (node) => {
    if (isWanted(node)) found.push(node);
  });
  return found;
};

const resolve = (from: string, specifier: string): string => {
  if (!specifier.startsWith('.')) return specifier;
  const segments = from.split('/').slice(0, -1);
  for (const segment of specifier.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
};

const importsOf = (path: string, program: Program): Map<string, Import> => {
  const imports = new Map<string, Import>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) {
      const imported = specifier.type === 'ImportSpecifier' ? specifier.imported : undefined;
      const name = imported === undefined ? 'default' : imported.type === 'Identifier' ? imported.name : imported.value;
      imports.set(specifier.local.name, { from: resolve(path, statement.source.value), name });
    }
  }
  return imports;
};

const declarationsOf = (program: Program): Map<string, Declaration> => {
  const declarations = new Map<string, Declaration>();
  for (const statement of program.body) {
    const isExport = statement.type === 'ExportNamedDeclaration' && statement.declaration;
    const declared = isExport ? statement.declaration : statement;
    const comment = textOf(statement.leadingComments);
    if (declared?.type === 'VariableDeclaration') {
      for (const { id, init } of declared.declarations) {
        if (id.type === 'Identifier' && init) declarations.set(id.name, { node: init, comment });
      }
    } else if (declared && 'id' in declared && declared.id?.type === 'Identifier') {
      declarations.set(declared.id.name, { node: declared, comment });
    }
  }
  return declarations;
};

/** @throws SyntaxError with line and column when the text is no TypeScript */
export const parseSource = (path: string, text: string): Source => {
  const { program } = parse(text, {
    sourceType: 'module',
    sourceFilename: path,
    plugins: ['typescript', 'decorators', 'explicitResourceManagement'],
  });
  return { path, text, program, declarations: declarationsOf(program), imports: importsOf(path, program) };
};
