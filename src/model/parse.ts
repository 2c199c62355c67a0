import { LineCounter, parseDocument, type Document, isNode, isPair, isMap, visit, type Node } from 'yaml';
import type { z } from 'zod';
import { modelProblems, type ModelProblem } from '../../templates/base/resources/files/generators/resource/check.ts';
import type { Model } from '../../templates/base/resources/files/generators/resource/model.ts';
import { didYouMean } from '../../templates/base/resources/files/generators/resource/suggest.ts';
import { normalize } from './normalize.ts';
import { modelFileSchema } from './schema.ts';

/** A problem of a model file at its place. Lines and columns count from 1; `path` is dotted, such as `entities.0.name`. */
export interface PlacedProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
}

export type ParsedModel = { readonly model: Model } | { readonly problems: readonly PlacedProblem[] };

const longestFile = 1_000_000;

/** The keys that are known where an unknown one stands. */
const knownKeys = (schema: z.core.$ZodType, path: ModelProblem['path']): string[] => {
  const definition = schema._zod.def as { type: string } & Record<string, unknown>; // zod has no walk over its schemas
  const inner = (next: unknown, rest: ModelProblem['path']): string[] => knownKeys(next as z.core.$ZodType, rest);
  if (definition.type === 'optional') return inner(definition.innerType, path);
  if (definition.type === 'union' && Array.isArray(definition.options)) {
    return definition.options.flatMap((option) => inner(option, path));
  }
  const [head, ...rest] = path;
  if (definition.type === 'array' && head !== undefined) return inner(definition.element, rest);
  if (definition.type !== 'object') return [];
  const shape = definition.shape as Readonly<Record<string, unknown>>;
  if (head === undefined) return Object.keys(shape);
  return inner(shape[String(head)], rest);
};

/** A problem of the form; `atKey` when it is about a key and not about its value. */
interface FormProblem extends ModelProblem {
  readonly atKey?: boolean;
}

/** One problem for each unknown key, at the key; the others where zod found them. */
const problemsOf = (issue: z.core.$ZodIssue, base: ModelProblem['path'] = []): FormProblem[] => {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(modelFileSchema, path);
    return issue.keys.map((key) => ({
      path: [...path, key],
      atKey: true,
      message: `"${key}" is not known here.${didYouMean(key, known)}`,
    }));
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return [{ path, message: `Must be one of: ${values.join(', ')}.` }];
  }
  if (issue.code === 'invalid_union') {
    // A member in the long form is an object: what is wrong with it says more than that it is no text.
    const longForm = issue.errors.find((issues) => issues.some(({ path: inner }) => inner.length > 0));
    const keys = issue.errors.flat().filter(({ code }) => code === 'unrecognized_keys');
    const telling = longForm ?? (keys.length > 0 ? keys : undefined);
    if (telling !== undefined) return telling.flatMap((inner) => problemsOf(inner, path));
  }
  return [{ path, message: issue.message }];
};

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

/** Tags and aliases could make the file say something else than it seems to. */
const refusedByYaml = (document: Document.Parsed, lines: LineCounter): PlacedProblem[] => {
  const found = [...document.errors, ...document.warnings].map(({ message, pos }) => ({ message, offset: pos[0] }));
  visit(document, {
    Alias: (_key, { range }) => {
      found.push({ message: 'Aliases are not used in a model: write it out.', offset: range?.[0] ?? 0 });
    },
  });
  return found.map(({ message, offset }) => {
    const { line, col } = lines.linePos(offset);
    return { message, line, column: col, path: '' };
  });
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
  const placed = (problems: readonly FormProblem[]): ParsedModel => ({
    problems: problems
      .map((problem) => {
        const { path, message } = problem;
        const { line, col } = placeOf(document, problem, lines);
        return { message, line, column: col, path: path.join('.') };
      })
      .sort((a, b) => a.line - b.line || a.column - b.column),
  });
  const file = modelFileSchema.safeParse(document.toJS());
  if (!file.success) return placed(file.error.issues.flatMap((issue) => problemsOf(issue)));
  const { model, problems } = normalize(file.data);
  if (problems.length > 0) return placed(problems);
  const wrong = modelProblems(model);
  return wrong.length > 0 ? placed(wrong) : { model };
};
