import { listOf, objectOf, resolve, textsOf, type Json } from './json.ts';

/** One schema of two documents. `path` says where it is, for the message. */
export interface Comparison {
  readonly before: Json;
  readonly after: Json;
  readonly documents: { readonly before: Json; readonly after: Json };
  readonly path: string;
  /** What clients send may become wider, what they receive may become narrower. */
  readonly direction: 'sent' | 'received';
}

const withinDepth = (path: string): boolean => path.split('.').length < 12;

const typesOf = (schema: Json): readonly string[] =>
  typeof schema['type'] === 'string' ? [schema['type']] : textsOf(schema['type']);

const missing = (from: readonly unknown[], others: readonly unknown[]): readonly unknown[] =>
  from.filter((item) => !others.includes(item));

const changedValues = (name: string, { before, after, path, direction }: Comparison): string[] => {
  const [old, now] = name === 'type' ? [typesOf(before), typesOf(after)] : [listOf(before[name]), listOf(after[name])];
  if (old.length === 0 || now.length === 0) {
    const restricted = direction === 'sent' ? old.length === 0 && now.length > 0 : old.length > 0 && now.length === 0;
    return restricted ? [`${path}: its ${name} changed`] : [];
  }
  const broken = direction === 'sent' ? missing(old, now) : missing(now, old);
  return broken.map((value) => `${path}: ${name} ${JSON.stringify(value)} is ${direction === 'sent' ? 'gone' : 'new'}`);
};

const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];

const tightenedBounds = ({ before, after, path, direction }: Comparison): string[] => {
  if (direction === 'received') return [];
  const bound = (schema: Json, name: string, open: number): number => {
    const value = schema[name];
    return typeof value === 'number' ? value : open;
  };
  const tightened = [
    ...lowerBounds.filter((name) => bound(after, name, -Infinity) > bound(before, name, -Infinity)),
    ...upperBounds.filter((name) => bound(after, name, Infinity) < bound(before, name, Infinity)),
    ...(after['pattern'] !== undefined && after['pattern'] !== before['pattern'] ? ['pattern'] : []),
  ];
  return tightened.map((name) => `${path}: ${name} is stricter`);
};

const changedMembers = (comparison: Comparison): string[] => {
  const { before, after, path, direction } = comparison;
  const [old, now] = [objectOf(before['properties']), objectOf(after['properties'])];
  const [oldRequired, nowRequired] = [textsOf(before['required']), textsOf(after['required'])];
  const required = direction === 'sent' ? missing(nowRequired, oldRequired) : missing(oldRequired, nowRequired);
  return [
    ...missing(Object.keys(old), Object.keys(now)).map((name) => `${path}: the member ${String(name)} is gone`),
    ...required
      .filter((name) => direction === 'sent' || String(name) in now)
      .map(
        (name) =>
          `${path}: the member ${String(name)} is ${direction === 'sent' ? 'now required' : 'no longer certain'}`,
      ),
    ...Object.keys(old)
      .filter((name) => name in now)
      .flatMap((name) =>
        changesOf({ ...comparison, before: objectOf(old[name]), after: objectOf(now[name]), path: `${path}.${name}` }),
      ),
  ];
};

/** What breaks clients between two versions of a schema. */
export const changesOf = (comparison: Comparison): string[] => {
  const { documents, path } = comparison;
  if (!withinDepth(path)) return [];
  const before = resolve(documents.before, comparison.before);
  const after = resolve(documents.after, comparison.after);
  const resolved = { ...comparison, before, after };
  const items =
    before['items'] !== undefined && after['items'] !== undefined
      ? changesOf({
          ...resolved,
          before: objectOf(before['items']),
          after: objectOf(after['items']),
          path: `${path}[]`,
        })
      : [];
  return [
    ...changedValues('type', resolved),
    ...changedValues('enum', resolved),
    ...tightenedBounds(resolved),
    ...changedMembers(resolved),
    ...items,
  ];
};
