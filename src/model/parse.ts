import { LineCounter, parseDocument, type Document, isNode, isPair, isMap, visit, type Node } from 'yaml';
import type { ModelProblem } from '../../templates/base/resources/files/generators/resource/model-problem.ts';
import type { Model } from '../../templates/base/resources/files/generators/resource/model.ts';
import type { FormProblem } from './form-problems.ts';
import { readModelFile } from './read-model-file.ts';

/** A problem of a model file at its place. Lines and columns count from 1; `path` is dotted, such as `entities.0.name`. */
export interface PlacedProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
}

export type ParsedModel = { readonly model: Model } | { readonly problems: readonly PlacedProblem[] };

const longestFile = 1_000_000;

const nodeAt = (document: Document.Parsed, path: ModelProblem['path'], atKey: boolean): Node | undefined => {
  const node = document.getIn(path, true);
  if (!atKey && isNode(node)) return node;
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(key));
    if (isNode(pair?.key)) return pair.key;
  }
  return isNode(node) ? node : undefined;
};

const placeOf = (
  document: Document.Parsed,
  { path, atKey = false }: FormProblem,
  lines: LineCounter,
): { line: number; col: number } => {
  for (let length = path.length; length > 0; length -= 1) {
    const range = nodeAt(document, path.slice(0, length), atKey && length === path.length)?.range;
    if (range) return lines.linePos(range[0]);
  }
  return { line: 1, col: 1 };
};

const readDocument = (text: string, lines: LineCounter): Document.Parsed =>
  parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false, customTags: [], prettyErrors: false });

/** What the parser says in its own terms, in those of a person. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^Maximum call stack size exceeded$/, 'The values are nested too deeply.'],
  [/^Map keys must be unique$/, 'This key stands there twice.'],
  [/^Source contains multiple documents.*/, 'A model is one document, and here a second one begins.'],
];

/** Tags and aliases could make the file say something else than it seems to. */
const refusedByYaml = (document: Document.Parsed, lines: LineCounter): PlacedProblem[] => {
  const found = [...document.errors, ...document.warnings].map(({ message, pos }) => ({ message, offset: pos[0] }));
  visit(document, {
    Alias: (_key, { range }) => {
      found.push({ message: 'Aliases are not used in a model: write it out.', offset: range?.[0] ?? 0 });
    },
  });
  const problems = found.map(({ message, offset }): PlacedProblem => {
    const { line, col } = lines.linePos(offset);
    const clear = words.reduce((text, [pattern, plain]) => text.replace(pattern, plain), message);
    return { message: clear, line, column: col, path: '' };
  });
  // What is nested too deeply is told once for each level.
  return [
    ...new Map(problems.map((one) => [`${String(one.line)}:${String(one.column)} ${one.message}`, one])).values(),
  ];
};

/**
 * Reads a domain model from YAML or JSON.
 *
 * @param filename only to be named in the one message that is about the file as a whole
 * @returns the model with every default filled in, or all its problems with their places
 */
export const parseModel = (text: string, filename: string): ParsedModel => {
  if (text.length > longestFile) {
    return { problems: [{ message: `${filename} is larger than a megabyte.`, line: 1, column: 1, path: '' }] };
  }
  const lines = new LineCounter();
  const document = readDocument(text, lines);
  const refused = refusedByYaml(document, lines);
  if (refused.length > 0) return { problems: refused };
  const read = readModelFile(document.toJS());
  if ('model' in read) return read;
  const problems = read.problems.map((problem): PlacedProblem => {
    const { path, message } = problem;
    const { line, col } = placeOf(document, problem, lines);
    return { message, line, column: col, path: path.join('.') };
  });
  return { problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
};
