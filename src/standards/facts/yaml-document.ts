import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';

type Key = string | number;

/** A YAML or JSON file: what it says, and where it says it. */
export interface YamlDocument {
  readonly path: string;
  readonly value: unknown;
  /** Where the last of these keys stands, or the item of a list; the nearest place above it when a merge or an alias brought it in. */
  at(...keys: readonly Key[]): Place;
}

const documents = new WeakMap<Repository, Map<string, YamlDocument | undefined>>();

/**
 * The file as YAML, of which JSON is a part; `undefined` when it is not there or does not parse.
 * @param text what to read instead of its text, such as that text without the comments that JSON does not have
 */
export const yamlDocument = (
  repository: Repository,
  path: string,
  text = repository.text(path),
): YamlDocument | undefined => {
  const known = documents.get(repository) ?? new Map<string, YamlDocument | undefined>();
  documents.set(repository, known);
  if (!known.has(path)) known.set(path, parsed(path, text));
  return known.get(path);
};

const parsed = (path: string, text: string | undefined): YamlDocument | undefined => {
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  if (document.errors.length > 0) return undefined;
  return {
    path,
    value: valueOf(document),
    at: (...keys) => {
      const offset = offsetOf(document, keys);
      return offset === undefined ? { path } : { path, line: lines.linePos(offset).line };
    },
  };
};

const valueOf = (document: Document.Parsed): unknown => {
  try {
    return document.toJS();
  } catch {
    // An alias without its anchor, or so many that the value would not fit into memory.
    return undefined;
  }
};

const offsetOf = (document: Document.Parsed, keys: readonly Key[]): number | undefined => {
  for (let length = keys.length; length > 0; length -= 1) {
    // A map or a list may begin on the line after its key.
    const node = keyNode(document, keys.slice(0, length)) ?? document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
};

/** The key of a pair, as it is written; nothing for an item of a list. */
const keyNode = (document: Document.Parsed, keys: readonly Key[]): unknown => {
  const parent: unknown = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === keys.at(-1))?.key;
};
