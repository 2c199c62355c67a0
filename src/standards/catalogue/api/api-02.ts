import { part, prove, type Part } from '../../evidence.ts';
import { setsHeader } from '../../facts/headers.ts';
import { operations } from '../../facts/operations.ts';
import { routes } from '../../facts/routes.ts';
import { inServer } from '../../facts/search.ts';
import { answersWith } from '../../facts/statuses.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Verdict } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** Numbers, or the classes of NestJS that stand for them. */
const statuses: readonly (readonly [status: number, byName: RegExp])[] = [
  [400, /^BadRequestException$/],
  [404, /^NotFoundException$/],
  [409, /^ConflictException$/],
  [413, /^PayloadTooLargeException$/],
  [415, /^UnsupportedMediaTypeException$/],
  [422, /^UnprocessableEntityException$/],
  [503, /^ServiceUnavailableException$/],
];

const placesOf = (repository: Repository, status: number, byName: RegExp): Place[] => [
  ...answersWith(repository, status),
  ...inServer(repository, { kind: 'new', text: byName }),
];

const refusals = (repository: Repository): Part[] =>
  statuses.map(([status, byName]) => part(`no answer ${String(status)}`, placesOf(repository, status, byName)));

const httpTests = /e2e|integration|api|http|route|controller|app/i;

const shownFor = (repository: Repository, status: string): Part =>
  part(
    `no test of ${status}`,
    testsAbout(repository, { about: /./, using: [new RegExp(`^${status}$`)], in: httpTests }),
  );

/** What concerns deletions, where there are any. */
const deletes = (repository: Repository): boolean => {
  const known = routes(repository);
  return known.length === 0 || known.some(({ method }) => method === 'DELETE');
};

/** In a repository of ours with accounts: others may ask in ways of their own. */
const asksForCredentials = ({ choices }: Repository): boolean => (choices?.auth.length ?? 0) > 0;

/** Where a refusal says how to sign in (RFC 9110 section 11.6.1); metrics and health have answers of their own. */
const challenges = (repository: Repository): Place[] =>
  setsHeader(repository, 'www-authenticate').filter(({ path }) => !/metrics|health/.test(path));

/** What says how deletions are answered, before other answers without a body. */
const emptied = (repository: Repository): Place[] => [
  ...operations(repository)
    .filter(({ method, success }) => method === 'DELETE' && success.get('status') === '204')
    .map(({ place }) => place),
  ...answersWith(repository, 204),
];

const deletionShown = (repository: Repository): Part =>
  part('no test of 204', [
    ...testsThat(repository, { says: [204, /^delete$/i], in: httpTests }),
    ...shownFor(repository, '204').found,
  ]);

const check = (repository: Repository): Verdict => {
  const withDeletion = deletes(repository);
  return prove(repository, {
    parts: [
      part('no answer 201 to a creation', answersWith(repository, 201)),
      part('no `Location` of what was created', setsHeader(repository, 'location')),
      ...(withDeletion ? [part('no answer 204 to a deletion', emptied(repository))] : []),
      ...refusals(repository),
      ...(asksForCredentials(repository) ? [part('no `WWW-Authenticate` with 401', challenges(repository))] : []),
    ],
    tests: [
      shownFor(repository, '201'),
      ...(withDeletion ? [deletionShown(repository)] : []),
      shownFor(repository, '404'),
      shownFor(repository, '415'),
    ],
  });
};

export default defineStandard({
  id: 'API-02',
  title: 'Methods and status codes mean what HTTP says',
  why: 'Proxies, retries and client libraries act on the status alone.',
  references: ['RFC 9110 section 9', 'RFC 9110 section 15', 'RFC 6585'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Answer 201 with `Location` to a creation and 204 to a deletion.',
      'Answer each refusal by its own status: 400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503.',
      'Show each of them by an end-to-end test.',
    ),
});
