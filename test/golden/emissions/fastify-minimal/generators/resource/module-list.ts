import ts from 'typescript';

/** What becomes of a file that is there. */
export type Edit =
  | { readonly result: 'edited'; readonly text: string }
  | { readonly result: 'already there' }
  | { readonly result: 'cannot edit'; readonly snippet: string };

const listName = 'modules';

const isModuleList = (
  node: ts.Node,
): node is ts.VariableDeclaration & { readonly initializer: ts.ArrayLiteralExpression } =>
  ts.isVariableDeclaration(node) &&
  ts.isIdentifier(node.name) &&
  node.name.text === listName &&
  node.initializer !== undefined &&
  ts.isArrayLiteralExpression(node.initializer);

const findList = (source: ts.SourceFile): ts.ArrayLiteralExpression | undefined =>
  source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
    .find(isModuleList)?.initializer;

const insertAt = (text: string, position: number, inserted: string): string =>
  text.slice(0, position) + inserted + text.slice(position);

/**
 * Adds a module to the list: an import after the last one, and an element after the last one. Everything else stays
 * byte by byte as it is.
 *
 * @param name of the exported module, such as `invoicesModule`
 * @param from where it is imported from
 */
export const addModule = (text: string, name: string, from: string): Edit => {
  const source = ts.createSourceFile('modules.ts', text, ts.ScriptTarget.Latest, true);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const line = `import { ${name} } from '${from}';`;
  if (imports.some((node) => ts.isStringLiteral(node.moduleSpecifier) && node.moduleSpecifier.text === from)) {
    return { result: 'already there' };
  }
  const list = findList(source);
  const lastImport = imports.at(-1);
  if (list === undefined || lastImport === undefined) {
    return { result: 'cannot edit', snippet: `${line}\n\n// in the list of modules:\n${name},` };
  }
  const lastElement = list.elements.at(-1);
  const place = lastElement?.getEnd() ?? list.getStart(source) + 1;
  const element = lastElement === undefined ? `\n  ${name},\n` : `,\n  ${name}`;
  return { result: 'edited', text: insertAt(insertAt(text, place, element), lastImport.getEnd(), `\n${line}`) };
};
