import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { findUsed } from '../../facts/occurrences.ts';
import { packageInServer, inServer } from '../../facts/search.ts';
import { bare, dotted, walk, type Node } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { allCode, codeFrom } from '../../facts/used.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const takesSql = /(?:^|\.)(?:query|execute|raw|unsafe|\$queryRawUnsafe|\$executeRawUnsafe|prepare|exec)$/;
const sqlWords = /\b(?:select|insert\s+into|update|delete\s+from|alter|drop|create|where|order\s+by)\b/i;

const piecesOf = (node: Node): string => {
  const inner = bare(node);
  if (inner.type === 'TemplateLiteral') return inner.quasis.map((part) => part.value.raw).join(' ');
  if (inner.type === 'BinaryExpression') return `${piecesOf(inner.left)} ${piecesOf(inner.right)}`;
  return inner.type === 'StringLiteral' ? inner.value : '';
};

const escapes = /(?:^|\.)(?:escapeIdentifier|escapeLiteral|escapeId|quoteIdent|quote_ident|ident|literal)$/;

/** Names of the file that hold something escaped. */
const escapedNames = (source: SourceFile): ReadonlySet<string> => {
  const found = new Set<string>();
  walk(source.ast.program, (node) => {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return;
    if (escapes.test(dotted(node.init))) found.add(node.id.name);
  });
  return found;
};

/** What is put between the fixed pieces of a text. */
const insertions = (node: Node): Node[] => {
  const inner = bare(node);
  if (inner.type === 'TemplateLiteral') return inner.expressions.flatMap(insertions);
  if (inner.type === 'BinaryExpression' && inner.operator === '+') {
    return [...insertions(inner.left), ...insertions(inner.right)];
  }
  return inner.type === 'StringLiteral' || inner.type === 'NumericLiteral' ? [] : [inner];
};

/** `query(\`select … ${value}\`)`, `query('select … ' + value)`, unless the driver has escaped the value. */
const joinedSql = (repository: Repository): Place[] =>
  findUsed(repository, allCode(repository), { kind: 'call', text: takesSql })
    .filter(({ node, place }) => {
      const [first] = node.type === 'CallExpression' ? node.arguments : [];
      const source = repository.source(place.path);
      if (first === undefined || source === undefined || !sqlWords.test(piecesOf(first))) return false;
      const inserted = insertions(first).filter((one) => !escapes.test(dotted(one)));
      if (inserted.length === 0 || (bare(first).type !== 'TemplateLiteral' && bare(first).type !== 'BinaryExpression'))
        return false;
      const escaped = escapedNames(source);
      return inserted.some((one) => one.type !== 'Identifier' || !escaped.has(one.name));
    })
    .map(({ place }) => place);

const configs = [
  'eslint.config.js',
  'eslint.config.mjs',
  'eslint.config.ts',
  'eslint.config.cjs',
  '.eslintrc.js',
  '.eslintrc.cjs',
];

/** Lint rules in force that forbid SQL made of pieces. */
const lintRules = (repository: Repository): Place[] => {
  const files = configs.filter((path) => repository.has(path));
  const code = codeFrom(repository, files);
  const rules = findUsed(repository, code, {
    kind: 'key',
    text: /^no-restricted-(?:syntax|properties)$|sql-injection|^sql\//,
  });
  const aims = findUsed(repository, code, { kind: 'string', text: /\b(?:sql|query|raw|unsafe)\b/i });
  return rules.length > 0 && aims.length > 0 ? [...aims, ...rules].map(({ place }) => place) : [];
};

const lintInCi = (repository: Repository): Place[] =>
  ciCommands(repository)
    .filter(({ text }) => /^(?:npx )?eslint\b/.test(text))
    .map(({ place }) => place);

const parameterized =
  /^(?:kysely|drizzle-orm.*|@prisma\/client|typeorm|sequelize|knex|slonik|postgres|@mikro-orm\/.*|mongoose)$/;

export default defineStandard({
  id: 'SEC-02',
  title: 'Parameterized queries only',
  why: 'A query that is put together from texts runs whatever an attacker writes into one of them.',
  references: ['OWASP ASVS 5.0 V1.2.4', 'CWE-89'],
  features: ['postgres'],
  check: (repository) => {
    const joined = joinedSql(repository);
    if (joined.length > 0) return unmet('There is SQL that is put together from pieces.', joined);
    const placeholders = inServer(repository, { kind: 'string', text: /\b(?:where|values)\b[\s\S]*(?:\$1|\?)/i });
    return prove(repository, {
      parts: [
        part('no query with parameters', [...packageInServer(repository, { from: parameterized }), ...placeholders]),
        part('no lint rule that forbids SQL made of pieces', lintRules(repository)),
        part('no lint in CI', lintInCi(repository)),
      ],
      tests: [
        part(
          'no test with hostile texts',
          testsThat(repository, { says: [/'\s*;\s*drop\b|'\s*or\s+'?1'?\s*=|union\s+(?:all\s+)?select/i] }),
        ),
      ],
      unseen: {
        because: 'no database library that is known here is used',
        command: 'git grep -nE "query\\(|execute\\("',
      },
    });
  },
  remedy: () =>
    steps(
      'Pass values as parameters: query(text, values), or sql`… ${value}` of a library that binds them.',
      'Forbid the rest by lint: no-restricted-syntax for template texts with expressions in query(…), and for sql.raw.',
      'Send "\'; drop table users; --" and its like to each text field in a test, and expect it back unchanged.',
    ),
});
