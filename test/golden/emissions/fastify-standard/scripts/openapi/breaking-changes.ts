import { listOf, objectOf, resolve, type Json } from './json.ts';
import { changesOf, type Comparison } from './schema-changes.ts';

type Documents = Comparison['documents'];

const methods = ['get', 'post', 'put', 'patch', 'delete'];

const jsonSchemaOf = (holder: Json): Json =>
  objectOf(objectOf(objectOf(holder['content'])['application/json'])['schema']);

const parametersOf = (document: Json, operation: Json): Map<string, Json> =>
  new Map(
    listOf(operation['parameters']).map((item) => {
      const parameter = resolve(document, item);
      return [`${String(parameter['in'])} parameter ${String(parameter['name'])}`, parameter];
    }),
  );

const parameterChanges = (documents: Documents, before: Json, after: Json, name: string): string[] => {
  const [old, now] = [parametersOf(documents.before, before), parametersOf(documents.after, after)];
  const gone = [...old.keys()].filter((key) => !now.has(key)).map((key) => `${name}: the ${key} is gone`);
  const changed = [...now].flatMap(([key, parameter]) => {
    const previous = old.get(key);
    const demanded = parameter['required'] === true && previous?.['required'] !== true;
    const schemas =
      previous === undefined
        ? []
        : changesOf({
            before: objectOf(previous['schema']),
            after: objectOf(parameter['schema']),
            documents,
            path: `${name}, ${key}`,
            direction: 'sent',
          });
    return demanded ? [`${name}: the ${key} is now required`, ...schemas] : schemas;
  });
  return [...gone, ...changed];
};

const bodyChanges = (documents: Documents, before: Json, after: Json, name: string): string[] => {
  const old = resolve(documents.before, before['requestBody']);
  const now = resolve(documents.after, after['requestBody']);
  if (before['requestBody'] === undefined) return now['required'] === true ? [`${name}: now demands a body`] : [];
  return changesOf({
    before: jsonSchemaOf(old),
    after: jsonSchemaOf(now),
    documents,
    path: `${name}, body`,
    direction: 'sent',
  });
};

const answerChanges = (documents: Documents, before: Json, after: Json, name: string): string[] => {
  const [old, now] = [objectOf(before['responses']), objectOf(after['responses'])];
  return Object.keys(old)
    .filter((status) => status.startsWith('2'))
    .flatMap((status) => {
      if (now[status] === undefined) return [`${name}: no longer answers ${status}`];
      return changesOf({
        before: jsonSchemaOf(resolve(documents.before, old[status])),
        after: jsonSchemaOf(resolve(documents.after, now[status])),
        documents,
        path: `${name}, answer ${status}`,
        direction: 'received',
      });
    });
};

/** What of the second document breaks clients that were written for the first, in words. */
export const breakingChanges = (first: unknown, second: unknown): string[] => {
  const documents = { before: objectOf(first), after: objectOf(second) };
  const [old, now] = [objectOf(documents.before['paths']), objectOf(documents.after['paths'])];
  return Object.entries(old).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const before = objectOf(item)[method];
      const after = objectOf(now[path])[method];
      const name = `${method.toUpperCase()} ${path}`;
      if (before === undefined) return [];
      if (after === undefined) return [`${name} is gone`];
      return [parameterChanges, bodyChanges, answerChanges].flatMap((compare) =>
        compare(documents, objectOf(before), objectOf(after), name),
      );
    }),
  );
};

/** The first number of `info.version`. */
export const majorVersionOf = (document: unknown): number =>
  Number.parseInt(String(objectOf(objectOf(document)['info'])['version']), 10);
