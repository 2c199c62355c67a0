import type { Repository } from '../repository/repository.ts';
import type { SourceFile } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { commentBefore } from './comment-before.ts';
import { addKyselyCalls } from './kysely-schema.ts';
import { moduleOf, type Declaration } from './module-graph.ts';
import { once } from './once.ts';
import { emptySchema, type Schema } from './schema.ts';
import { addSql } from './sql-schema.ts';
import { walk, type Node } from './syntax.ts';

/** One migration, and its ways. */
export interface Migration {
  readonly path: string;
  /** The way there; nothing when it has none. */
  readonly up: Place | undefined;
  /** The way back; nothing when it has none, or one that does nothing. */
  readonly down: Place | undefined;
}

export interface Migrations {
  readonly all: readonly Migration[];
  readonly schema: Schema;
}

const migrationPath = /(?:^|\/)(?:migrations?|migrate|drizzle)\/(?:.*\/)?[^/]+\.(?:[cm]?[jt]s|sql)$/;
const notMigration =
  /(?:^|\/)(?:node_modules|generators|templates|tests?)\/|\.d\.ts$|(?:^|\/)(?:index|data-source)\.[jt]s$/;

/** The migrations of the repository, and the schema that they lead to, as far as their SQL and Kysely calls say. */
export const migrations = once((repository): Migrations => {
  const paths = repository.matching(migrationPath).filter((path) => !notMigration.test(path));
  const schema = emptySchema();
  const all = paths.flatMap((path) =>
    path.endsWith('.sql') ? fromSql(repository, path, schema) : fromSource(repository, path, schema),
  );
  for (const index of schema.indexes) index.purpose ??= schema.comments.get(`index ${index.name ?? ''}`)?.text;
  return { all, schema };
});

const fromSql = (repository: Repository, path: string, schema: Schema): Migration[] => {
  if (/[._-]down\.sql$|(?:^|\/)down\.sql$/.test(path)) return [];
  addSql(schema, repository.text(path) ?? '', (line) => ({ path, line: line + 1 }));
  const back = [path.replace(/([._-])up\.sql$/, '$1down.sql'), path.replace(/[^/]+$/, 'down.sql')];
  const down = back.find((one) => one !== path && repository.has(one));
  return [{ path, up: { path }, down: down === undefined ? undefined : { path: down } }];
};

const fromSource = (repository: Repository, path: string, schema: Schema): Migration[] => {
  const source = repository.source(path);
  if (source === undefined) return [];
  const up = direction(source, 'up');
  if (up === undefined) return [];
  for (const node of whatRuns(source, up)) addNode(schema, source, node);
  const down = direction(source, 'down');
  const placeAt = (node: Node): Place => ({ path, line: node.loc?.start.line ?? 1 });
  return [{ path, up: placeAt(up), down: down !== undefined && doesSomething(down) ? placeAt(down) : undefined }];
};

/** The function `up` or `down`: exported by name, a member of an exported object, or a method of a class. */
const direction = (source: SourceFile, name: 'up' | 'down'): Node | undefined => {
  const exported = moduleOf(source).exports.get(name);
  const local = exported && 'local' in exported ? exported.local : undefined;
  const declared = moduleOf(source).declarations.find(({ names }) => local !== undefined && names.includes(local));
  if (declared) return declared.node;
  let found: Node | undefined;
  walk(source.ast.program, (node) => {
    const isMember =
      (node.type === 'ClassMethod' || node.type === 'ObjectMethod' || node.type === 'ObjectProperty') &&
      node.key.type === 'Identifier' &&
      node.key.name === name;
    const isAssigned =
      node.type === 'AssignmentExpression' &&
      node.left.type === 'MemberExpression' &&
      node.left.property.type === 'Identifier' &&
      node.left.property.name === name;
    if (isMember || isAssigned) found ??= node;
  });
  return found;
};

const doesSomething = (node: Node): boolean => {
  let acts = false;
  walk(node, (inner) => {
    if (inner.type === 'ThrowStatement') return false;
    if (inner.type === 'CallExpression' || inner.type === 'TaggedTemplateExpression') acts = true;
    return true;
  });
  return acts;
};

/** The node, and what it calls of the same file. */
const whatRuns = (source: SourceFile, start: Node): Node[] => {
  const { declarations } = moduleOf(source);
  const first = declarations.find(({ node }) => node === start);
  if (first === undefined) return [start];
  const found = new Set<Declaration>();
  const follow = (one: Declaration): void => {
    if (found.has(one)) return;
    found.add(one);
    for (const next of declarations) if (next.names.some((name) => one.uses.has(name))) follow(next);
  };
  follow(first);
  // In the order of the file, in which tables come before what is done to them.
  return declarations.filter((one) => found.has(one)).map(({ node }) => node);
};

const addNode = (schema: Schema, source: SourceFile, root: Node): void => {
  walk(root, (node) => {
    if (node.type === 'TaggedTemplateExpression') addTemplate(schema, source, node.quasi);
    else if (node.type === 'TemplateLiteral') addTemplate(schema, source, node);
    else if (node.type === 'StringLiteral') addText(schema, source, node.value, node);
    return node.type !== 'TaggedTemplateExpression' && node.type !== 'TemplateLiteral';
  });
  addKyselyCalls(schema, source, root);
};

const addTemplate = (schema: Schema, source: SourceFile, node: Extract<Node, { type: 'TemplateLiteral' }>): void => {
  addText(schema, source, node.quasis.map((part) => part.value.cooked ?? '').join('?'), node);
};

const statement = /^\s*(?:create|alter|comment\s+on|drop|grant|revoke)\b/i;

const addText = (schema: Schema, source: SourceFile, text: string, node: Node): void => {
  if (!statement.test(text)) return;
  const first = node.loc?.start.line ?? 1;
  const commentAbove = commentBefore(source, first);
  const before = schema.indexes.length;
  addSql(schema, text, (line) => ({ path: source.path, line: first + line }));
  for (const index of schema.indexes.slice(before)) index.purpose ??= commentAbove;
};
