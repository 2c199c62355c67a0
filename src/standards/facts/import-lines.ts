import type { SourceFile } from '../repository/repository.ts';
import { placeOf } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { dotted, walk, type Node } from './syntax.ts';

/** What a file asks another one for, types included. */
export interface ImportLine {
  readonly specifier: string;
  readonly place: Place;
}

const specifierOf = (node: Node): string | undefined => {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return node.source.value;
    case 'ExportNamedDeclaration':
      return node.source?.value;
    case 'ImportExpression':
      return node.source.type === 'StringLiteral' ? node.source.value : undefined;
    case 'CallExpression': {
      const [first] = node.arguments;
      const loads = node.callee.type === 'Import' || dotted(node.callee) === 'require';
      return loads && first?.type === 'StringLiteral' ? first.value : undefined;
    }
    default:
      return undefined;
  }
};

/** Every import of a file, at its top or in the middle. A type that is imported binds as much as a value. */
export const importLines = (source: SourceFile): ImportLine[] => {
  const found: ImportLine[] = [];
  walk(source.ast.program, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ specifier, place: placeOf(source, node) });
  });
  return found;
};
