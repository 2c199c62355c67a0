import { parse, type ParserOptions, type ParserPlugin } from '@babel/parser';
import type { File, Node } from '@babel/types';
import type { Place } from '../standard.ts';

/** A TypeScript or JavaScript file with its syntax tree. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly ast: File;
}

/** Code that runs somewhere counts as code: scripts, modules, and files of CommonJS with `return` at the top. */
const lenient: ParserOptions = {
  sourceType: 'unambiguous',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowUndeclaredExports: true,
  attachComment: false,
};

/** The decorators of the compiler, which may stand at parameters; then those of the language. */
const decorators: readonly ParserPlugin[] = ['decorators-legacy', ['decorators', { allowCallParenthesized: true }]];

/** Parses a file as TypeScript or JavaScript, with JSX and decorators; `undefined` when it is neither. */
export const parseSource = (path: string, text: string): SourceFile | undefined => {
  const typescript = /\.[cm]?tsx?$/.test(path);
  const jsx = !typescript || path.endsWith('x');
  const plugins: ParserPlugin[] = [
    'decoratorAutoAccessors',
    ...(typescript ? (['typescript'] as const) : []),
    ...(jsx ? (['jsx'] as const) : []),
  ];
  for (const decorator of decorators) {
    try {
      return { path, text, ast: parse(text, { ...lenient, plugins: [decorator, ...plugins] }) };
    } catch {
      // Another kind of decorators, or no code at all.
    }
  }
  return undefined;
};

/** Where a node of the file stands. */
export const placeOf = ({ path }: SourceFile, node: Node): Place => ({ path, line: node.loc?.start.line ?? 1 });
