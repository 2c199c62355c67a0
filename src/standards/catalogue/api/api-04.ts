import { part, prove } from '../../evidence.ts';
import { holds } from '../../facts/objects.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import { operations } from '../../facts/operations.ts';
import { inServer } from '../../facts/search.ts';
import { nameOf } from '../../facts/syntax.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

/** `limit: integerParameter({ min: 1, max: 100 })`, `limit: Math.min(limit, 100)`. */
const isCapped = ({ node }: Occurrence): boolean =>
  node.type === 'ObjectProperty' && holds(node.value, (inner) => /^(?:max|maximum|min)$/.test(nameOf(inner) ?? ''));

/** A cursor that is there: a list that is given as a whole has `nextCursor: null`. */
const isGiven = ({ node }: Occurrence): boolean => node.type !== 'ObjectProperty' || node.value.type !== 'NullLiteral';

const check = (repository: Repository): Verdict => {
  const collections = operations(repository).filter(({ success }) => success.get('collection') === 'true');
  const whole = collections.filter(({ members, path }) => !members.has('query') && !path.endsWith('/sessions'));
  const [first] = whole;
  if (first !== undefined) {
    return unmet(
      `${first.path} gives all rows at once: it takes no query.`,
      whole.map(({ place }) => place),
    );
  }
  return prove(repository, {
    parts: [
      part(
        'no cursor to the next page',
        inServer(repository, { kind: 'key', text: /^(?:nextCursor|next_cursor|endCursor)$/, where: isGiven }),
      ),
      part(
        'no cap on the size of a page',
        inServer(repository, {
          kind: 'key',
          text: /^(?:limit|pageSize|perPage|per_page|first|take)$/,
          where: isCapped,
        }),
      ),
      part(
        'no order that a caller can choose',
        inServer(repository, { kind: 'key', text: /^(?:sort|orderBy|order_by|sortBy)$/ }),
      ),
      part('no filters', inServer(repository, { kind: 'key', text: 'filters' })),
    ],
    tests: [
      part(
        'no test that goes from page to page',
        testsAbout(repository, { about: /page|paginat|cursor/i, using: [/cursor/i] }),
      ),
      part(
        'no test of filters and orders',
        testsAbout(repository, { about: /narrowed|filter|listed by|sort/i, using: [/sort/i] }),
      ),
    ],
  });
};

export default defineStandard({
  id: 'API-04',
  title: 'Every collection is paged, filtered and sorted',
  why: 'A list without an end is the cheapest way to take a server down, and offsets get slower with every page.',
  references: ['OWASP API4:2023'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Give every collection `limit` (capped), `cursor`, `sort` and its filters, checked by a schema.',
      'Page by keyset: the cursor holds the last row, never its position.',
      'Show each by an end-to-end test.',
    ),
});
