import type { SourceFile } from '../repository/source.ts';

/** The comment that ends on the line before. */
export const commentBefore = (source: SourceFile, line: number): string | undefined =>
  source.ast.comments?.find((comment) => comment.loc?.end.line === line - 1)?.value.replaceAll(/^[\s*]+|[\s*]+$/g, '');
