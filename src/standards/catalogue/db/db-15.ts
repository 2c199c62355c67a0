import { part, prove } from '../../evidence.ts';
import { bare, dotted, type Node } from '../../facts/syntax.ts';
import { isTest } from '../../repository/paths.ts';
import { testCasesOf } from '../../facts/test-cases.ts';
import { bodyOf } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const counted = /quer(?:y|ies)|statements?|plans?\b|roundTrips|selects/i;
const matchers =
  /\.(?:toBe|toEqual|toStrictEqual|toHaveLength|toBeLessThan|toBeLessThanOrEqual|toHaveBeenCalledTimes|equal|strictEqual)$/;
const isCount = /length|count|times|queries/i;

/** `expect(queries).toHaveLength(2)`, `expect(plans.length).toBeLessThanOrEqual(2)`: a bound on a number of queries. */
const bounds = (node: Node): boolean => {
  if (node.type !== 'CallExpression' || !matchers.test(dotted(node.callee)) || node.callee.type !== 'MemberExpression')
    return false;
  const expectation = bare(node.callee.object);
  const [subject] = expectation.type === 'CallExpression' ? expectation.arguments : [];
  if (subject === undefined) return false;
  const name = dotted(subject);
  const [limit] = node.arguments;
  const matcher = dotted(node.callee).split('.').at(-1) ?? '';
  const counts = matcher === 'toHaveLength' || matcher === 'toHaveBeenCalledTimes' || isCount.test(name);
  return (
    counts &&
    counted.test(name) &&
    limit !== undefined &&
    limit.type !== 'StringLiteral' &&
    limit.type !== 'ArrayExpression'
  );
};

const countingTests = (repository: Repository): Place[] =>
  repository.files
    .filter((path) => isTest(path) && counted.test(repository.text(path) ?? ''))
    .flatMap((path) => {
      const source = repository.source(path);
      const fits = source && testCasesOf(source).find((one) => bodyOf(source, one).some(({ node }) => bounds(node)));
      return fits === undefined ? [] : [fits.place];
    });

export default defineStandard({
  id: 'DB-15',
  title: 'No N+1 queries',
  why: 'A query for each row of a list is fast with ten rows in development and an outage with a thousand in production.',
  references: ['OWASP API4:2023'],
  features: ['resources'],
  check: (repository) =>
    prove(repository, {
      parts: [part('nothing that counts the queries of a request', countingTests(repository))],
      tests: [part('no test that fails when a list takes a query for each row', countingTests(repository))],
    }),
  remedy: () =>
    steps(
      'In a test on the real database, record the queries of a list with 2 rows and with 20 rows (Kysely: the option `log`), and expect the same number.',
      'Do so for each list, first of all for those whose items hold others.',
    ),
});
