import { part, prove, type Part } from '../../evidence.ts';
import { readsHeader, setsHeader } from '../../facts/headers.ts';
import { operations, type Operation } from '../../facts/operations.ts';
import { inServer } from '../../facts/search.ts';
import { answersWith } from '../../facts/statuses.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const changing = new Set(['PUT', 'PATCH', 'DELETE']);

const conditional = (operation: Operation, value: string): boolean => operation.members.get('conditional') === value;

/** A change of something that is read with an ETag, but that anybody may overwrite without having seen it. */
const blindChange = (all: readonly Operation[]): Operation | undefined => {
  const tagged = new Set(all.filter((one) => one.method === 'GET' && conditional(one, 'etag')).map(({ path }) => path));
  return all.find((one) => changing.has(one.method) && tagged.has(one.path) && !conditional(one, 'if-match'));
};

const declared = (repository: Repository, value: string, otherwise: readonly Place[]): readonly Place[] => {
  const all = operations(repository);
  return all.length === 0 ? otherwise : all.filter((one) => conditional(one, value)).map(({ place }) => place);
};

const check = (repository: Repository): Verdict => {
  const blind = blindChange(operations(repository));
  if (blind !== undefined) return unmet(`${blind.method} ${blind.path} does not ask for If-Match.`, [blind.place]);
  return prove(repository, {
    parts: [...readParts(repository), ...changeParts(repository)],
    tests: shownBy(repository),
  });
};

/** Whether something that exists can be changed; where nothing can be told of the routes, it can. */
const hasChanges = (repository: Repository): boolean => {
  const all = operations(repository);
  return all.length === 0 || all.some(({ method }) => changing.has(method));
};

const readParts = (repository: Repository): Part[] => [
  part('no read with an ETag', declared(repository, 'etag', setsHeader(repository, 'etag'))),
  part('no code that honours If-None-Match', readsHeader(repository, 'if-none-match')),
  part('no answer 304', answersWith(repository, 304)),
];

const changeParts = (repository: Repository): Part[] => {
  if (!hasChanges(repository)) return [];
  const ifMatch = readsHeader(repository, 'if-match');
  return [
    part('no change that asks for If-Match', declared(repository, 'if-match', ifMatch)),
    part('no code that honours If-Match', ifMatch),
    part('no answer 412', [
      ...answersWith(repository, 412),
      ...inServer(repository, { kind: 'new', text: 'PreconditionFailedException' }),
    ]),
  ];
};

const shownBy = (repository: Repository): Part[] => {
  const unchanged = /^304$/;
  const refused = /^412$|PRECONDITION_FAILED/;
  const aboutChanges = /writer|version|if-match|412|conditional/i;
  const reads = [
    ...testsThat(repository, { says: [unchanged], title: /etag|304|conditional|unchanged/i }),
    ...testsAbout(repository, { about: /etag|304|conditional/i, using: [unchanged] }),
  ];
  const changes = [
    ...testsThat(repository, { says: [refused], title: aboutChanges }),
    ...testsAbout(repository, { about: aboutChanges, using: [refused] }),
  ];
  return [
    part('no test that a read is answered by 304', reads),
    ...(hasChanges(repository) ? [part('no test that one of two writers is refused', changes)] : []),
  ];
};

export default defineStandard({
  id: 'API-12',
  title: 'Conditional reads and changes',
  why: 'Without If-Match the last of two writers wins, and nobody hears of the first.',
  references: ['RFC 9110 section 13', 'RFC 6585 section 3'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Give every resource a version; answer it as `ETag`, and 304 to an `If-None-Match` that has it.',
      'Demand `If-Match` on every change (428 without it, 412 with an old one), compared in the statement that writes.',
      'Show both by end-to-end tests.',
    ),
});
