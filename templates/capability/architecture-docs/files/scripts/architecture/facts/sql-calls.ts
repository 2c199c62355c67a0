import type { CallExpression, Node } from '@babel/types';
import { evaluate, type Scope } from './evaluate.ts';
import { anyTable, type Change } from './schema-types.ts';
import { changesOf } from './sql-statements.ts';

/** One call of a chain such as `db.schema.createTable('a').addColumn('b', 'uuid')`. */
export interface Link {
  readonly method: string;
  readonly args: CallExpression['arguments'];
}

/** The calls of a chain, first to last. */
export const chainOf = (node: Node): Link[] => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  const { object, property } = node.callee;
  if (property.type !== 'Identifier') return [];
  return [...chainOf(object), { method: property.name, args: node.arguments }];
};

/** The text of a `sql` template whose holes are names that are written out; nothing when one is not. */
export const sqlOf = (node: Node, scope: Scope): string | undefined => {
  if (node.type !== 'TaggedTemplateExpression' || node.tag.type !== 'Identifier' || node.tag.name !== 'sql') {
    return undefined;
  }
  const { quasis, expressions } = node.quasi;
  const holes = expressions.flatMap((expression) => {
    const [link] = chainOf(expression);
    const name = link?.args[0] && evaluate(link.args[0], scope);
    return typeof name === 'string' ? [name] : [];
  });
  if (holes.length < expressions.length) return undefined;
  return quasis.map(({ value }, index) => `${value.cooked ?? ''}${holes[index] ?? ''}`).join('');
};

/** The argument of `sql.raw(…)` and `CompiledQuery.raw(…)`; nothing when the node is neither. */
const rawArgument = (node: Node): Node | undefined => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  const isRaw = property.type === 'Identifier' && property.name === 'raw';
  return isRaw && object.type === 'Identifier' && /^(?:sql|CompiledQuery)$/.test(object.name)
    ? node.arguments[0]
    : undefined;
};

const unreadText = (text: string, alters?: string): Change => ({
  kind: 'unread',
  text,
  ...(alters === undefined ? {} : { alters }),
});

/** What changes rows or tables that are there, by its first word. */
const changing = /^\s*(?:alter|drop|update|delete|truncate|lock|do|with|create\s+(?:unique\s+)?index)\b/i;

/** What SQL that is written out does to the schema; nothing when the node is none. */
export const changesOfSql = (node: Node, scope: Scope): readonly Change[] | undefined => {
  const raw = rawArgument(node);
  if (raw !== undefined) {
    const sql = evaluate(raw, scope);
    return typeof sql === 'string' ? changesOf(sql) : [unreadText('raw SQL that is not written out', anyTable)];
  }
  if (node.type !== 'TaggedTemplateExpression') return undefined;
  const sql = sqlOf(node, scope);
  if (sql !== undefined) return changesOf(sql);
  const isChanging = changing.test(node.quasi.quasis[0]?.value.cooked ?? '');
  return [unreadText('a sql template with values that are not written out', isChanging ? anyTable : undefined)];
};
