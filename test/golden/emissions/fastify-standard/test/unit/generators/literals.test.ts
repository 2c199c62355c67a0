import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { quote, templateText } from '../../../generators/resource/layout.ts';

/** The value of a program that is one literal, and nothing when it is more than that. */
const valueOf = (program: string): string | undefined => {
  const { statements } = ts.createSourceFile('literal.ts', program, ts.ScriptTarget.Latest);
  const [statement] = statements;
  if (statements.length > 1 || statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  return ts.isStringLiteralLike(statement.expression) ? statement.expression.text : undefined;
};

const texts = [
  'plain',
  '${process.exit()}',
  '`',
  '\\',
  'C:\\users',
  '\\`',
  "it's",
  '"',
  "'\"\\'",
  'a\nb',
  'a\r\nb\r',
  '$',
  '\\${',
];

describe('a text that becomes a literal', () => {
  it.each(texts)('%j is itself in a template literal', (text) => {
    expect(valueOf(`\`${templateText(text)}\``)).toBe(text);
  });

  it.each(texts)('%j is itself in quotes', (text) => {
    expect(valueOf(quote(text))).toBe(text);
  });
});
