import { isCollection, isMap, isScalar, parseAllDocuments, visit, type Document, type Node } from 'yaml';

/** The entries of a YAML mapping, or what keeps it from being plain data. */
export type PlainYaml =
  { readonly entries: readonly (readonly [unknown, unknown])[] } | { readonly problems: readonly string[] };

type AnyDocument = Document;

/** A file that is broken in many places is helped by the first few. */
const shownProblems = 5;

const notOne = 'must be one mapping of keys to values.';

/** What the parser says in its own terms, in those of a person. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^Maximum call stack size exceeded/, 'The values are nested too deeply'],
  [/^Map keys must be unique/, 'A key stands there twice'],
  [/^Unresolved plain scalar ""/, 'A value is missing'],
  [/^Unresolved plain scalar (".*")/, '$1 needs quotes'],
];

const firstLine = (message: string): string => {
  const line = message.split('\n')[0]?.replace(/:$/, '.') ?? message;
  return words.reduce((text, [pattern, clear]) => text.replace(pattern, clear), line);
};

/** Everything in a document that means more than it says: each is a way to smuggle something in. */
const forbidden = (document: AnyDocument): string[] => {
  const problems: string[] = [];
  visit(document, {
    Alias: () => void problems.push('aliases are not allowed.'),
    Pair: (_key, pair) => {
      if (isScalar(pair.key) && pair.key.value === '<<') problems.push('merge keys are not allowed.');
    },
    Node: (_key, node) => {
      if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)
        problems.push('anchors are not allowed.');
      if (node.tag !== undefined) problems.push(`tags such as ${node.tag} are not allowed.`);
    },
  });
  return problems;
};

/**
 * Parses YAML 1.2 that is plain data: one mapping, without tags, anchors, aliases, merge keys or directives. With the
 * schema `json`, what looks like a word without quotes is a problem as well.
 */
export const parsePlainYaml = (text: string, schema: 'core' | 'json' = 'core'): PlainYaml => {
  const documents = parseAllDocuments<Node>(text, { version: '1.2', schema, merge: false, strict: true });
  const [document] = documents;
  if (documents.length !== 1 || document === undefined) return { problems: [notOne] };
  const problems = [...document.errors, ...document.warnings].map((error) => firstLine(error.message));
  if (/^%/m.test(text)) problems.push('directives are not allowed.');
  problems.push(...forbidden(document));
  if (problems.length > 0) return { problems: [...new Set(problems)].slice(0, shownProblems) };
  if (!isMap(document.contents)) return { problems: [notOne] };
  // With `mapAsMap` no key can become a property, `__proto__` included.
  const data: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
  return { entries: data instanceof Map ? [...data] : [] };
};
