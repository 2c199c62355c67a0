import type { CallExpression, Node } from '@babel/types';
import { evaluate, textOfValue, type Scope } from './evaluate.ts';
import { keyName } from './key-names.ts';
import { joinParts, noParts, type Change, type Column, type TableParts } from './schema-types.ts';
import { chainOf, sqlOf, type Link } from './sql-calls.ts';

const textOf = (node: Node | undefined, scope: Scope): string => {
  if (node === undefined) return '';
  const [link] = chainOf(node);
  if (link?.method === 'ref' && link.args[0]) return textOf(link.args[0], scope);
  const value = sqlOf(node, scope) ?? evaluate(node, scope);
  return value === null ? 'null' : (textOfValue(value) ?? '');
};

const namesIn = (node: Node | undefined, scope: Scope): string[] => {
  const value = node && evaluate(node, scope);
  return Array.isArray(value) ? value.map(String) : [];
};

const bodyOf = (node: Node | undefined): Link[] => (node?.type === 'ArrowFunctionExpression' ? chainOf(node.body) : []);

/** A literal as SQL writes it, so that `defaultTo('placed')` and `default 'placed'` are the same. */
const defaultOf = (node: Node | undefined, scope: Scope): string => {
  if (node?.type === 'StringLiteral') return `'${node.value.replaceAll("'", "''")}'`;
  return textOf(node, scope);
};

const foreignKeyOf = (table: string, column: string, target: string, links: readonly Link[], scope: Scope) => {
  const [referenced = '', key = 'id'] = target.split('.');
  const deletion = links.find(({ method }) => method === 'onDelete')?.args[0];
  return {
    name: keyName(table, [column], 'fkey'),
    columns: [column],
    table: referenced,
    references: [key],
    ...(deletion === undefined ? {} : { onDelete: textOf(deletion, scope) }),
  };
};

const columnParts = ([nameNode, typeNode, builder]: Link['args'], table: string, scope: Scope): TableParts => {
  const name = textOf(nameNode, scope);
  const links = bodyOf(builder);
  const has = (method: string): boolean => links.some((link) => link.method === method);
  const argument = (method: string): Node | undefined => links.find((link) => link.method === method)?.args[0];
  const byDefault = argument('defaultTo');
  const generated = argument('generatedAlwaysAs');
  const target = argument('references');
  const column: Column = {
    name,
    type: textOf(typeNode, scope),
    nullable: !has('notNull') && !has('primaryKey'),
    ...(byDefault === undefined ? {} : { default: defaultOf(byDefault, scope) }),
    ...(generated === undefined ? {} : { generated: textOf(generated, scope) }),
  };
  return {
    columns: [column],
    primaryKey: has('primaryKey') ? [name] : [],
    uniques: has('unique') ? [{ name: keyName(table, [name], 'key'), columns: [name] }] : [],
    checks: has('check')
      ? [{ name: keyName(table, [name], 'check'), expression: textOf(argument('check'), scope) }]
      : [],
    foreignKeys: target === undefined ? [] : [foreignKeyOf(table, name, textOf(target, scope), links, scope)],
  };
};

const partsOf = ({ method, args }: Link, table: string, scope: Scope): TableParts | undefined => {
  const [first, second, third, fourth] = args;
  const name = textOf(first, scope);
  switch (method) {
    case 'addColumn':
      return columnParts(args, table, scope);
    case 'addPrimaryKeyConstraint':
      return { ...noParts, primaryKey: namesIn(second, scope) };
    case 'addUniqueConstraint':
      return { ...noParts, uniques: [{ name, columns: namesIn(second, scope) }] };
    case 'addCheckConstraint':
      return { ...noParts, checks: [{ name, expression: textOf(second, scope) }] };
    case 'addForeignKeyConstraint': {
      const key = {
        name,
        columns: namesIn(second, scope),
        table: textOf(third, scope),
        references: namesIn(fourth, scope),
      };
      return { ...noParts, foreignKeys: [key] };
    }
    default:
      return undefined;
  }
};

const indexOf = (name: string, links: readonly Link[], scope: Scope): Change => {
  const argument = (method: string): CallExpression['arguments'] =>
    links.find((link) => link.method === method)?.args ?? [];
  const [column, operator, value] = argument('where');
  const columns = links.flatMap(({ method, args: [first] }) => {
    if (method === 'columns') return namesIn(first, scope);
    return method === 'column' || method === 'expression' ? [textOf(first, scope)] : [];
  });
  const where =
    column &&
    [column, operator, value]
      .map((part) => textOf(part, scope))
      .join(' ')
      .trim();
  const method = textOf(argument('using')[0], scope);
  return {
    kind: 'create index',
    prepared: links.some((link) => link.method === 'ifNotExists'),
    index: {
      name,
      table: textOf(argument('on')[0], scope),
      method: method === '' ? 'btree' : method,
      unique: links.some((link) => link.method === 'unique'),
      columns,
      ...(where === undefined ? {} : { where }),
    },
  };
};

const alterations = (table: string, links: readonly Link[], scope: Scope): Change[] =>
  links.flatMap((link): Change[] => {
    const [first, second] = link.args;
    const name = textOf(first, scope);
    if (link.method === 'execute') return [];
    if (link.method === 'dropColumn') return [{ kind: 'drop column', table, name }];
    if (link.method === 'dropConstraint') return [{ kind: 'drop constraint', table, name }];
    if (link.method === 'renameTo') return [{ kind: 'rename table', table, to: name }];
    if (link.method === 'renameColumn') return [{ kind: 'rename column', table, name, to: textOf(second, scope) }];
    const parts = partsOf(link, table, scope);
    return [
      parts === undefined
        ? { kind: 'unread', text: `alterTable('${table}').${link.method}`, alters: table }
        : { kind: 'add', table, parts, checksRows: true },
    ];
  });

/** What a chain of calls does to the schema; nothing when it is not about the schema. */
export const changesOfChain = (node: Node, scope: Scope): readonly Change[] | undefined => {
  const links = chainOf(node);
  const start = links.findIndex(({ method }) =>
    /^(?:(?:create|alter|drop)(?:Table|Index)|updateTable|deleteFrom)$/.test(method),
  );
  const first = links[start];
  if (first === undefined) return undefined;
  const name = textOf(first.args[0], scope);
  const rest = links.slice(start + 1);
  if (first.method === 'createTable') {
    const parts = rest.map((link) => partsOf(link, name, scope)).filter((part) => part !== undefined);
    return [{ kind: 'create table', table: name, parts: joinParts(parts) }];
  }
  if (first.method === 'createIndex') return [indexOf(name, rest, scope)];
  if (first.method === 'alterTable') return alterations(name, rest, scope);
  if (first.method === 'dropTable') return [{ kind: 'drop table', table: name }];
  if (first.method === 'updateTable') return [{ kind: 'update rows', table: name }];
  if (first.method === 'deleteFrom') return [{ kind: 'delete rows', table: name }];
  const prepared = rest.some(({ method }) => method === 'ifExists');
  return first.method === 'dropIndex' ? [{ kind: 'drop index', name, prepared }] : undefined;
};
