import type { PlanFacts } from '../facts/plan-facts.ts';
import { testsOfWords } from '../facts/tests.ts';
import { code, detail, listed } from '../markdown.ts';
import { proofOf } from '../proof.ts';
import type { NewItem } from '../section.ts';
import { standardsIn } from '../facts/relations.ts';

/** Something that delivers or runs the backend. Its number never changes, since its ID is made of it. */
interface DeliveryKind {
  readonly number: number;
  readonly title: string;
  readonly purpose: string;
  readonly files: RegExp;
  /** Words that its tests have in their paths. */
  readonly words: readonly string[];
  readonly scaling: string;
}

const kinds: readonly DeliveryKind[] = [
  {
    number: 1,
    title: 'Container image',
    purpose: 'the backend and its run-time, as they are run everywhere',
    files: /^(.+\/)?Dockerfile$/,
    words: ['compose', 'docker', 'dockerfile', 'image', 'container'],
    scaling: 'horizontal: the same image in each replica',
  },
  {
    number: 2,
    title: 'Local system',
    purpose: 'the backend with everything it talks to, on one machine',
    files: /^(docker-)?compose\.ya?ml$/,
    words: ['compose'],
    scaling: 'none: for development',
  },
  {
    number: 3,
    title: 'Pipeline',
    purpose: 'holds every change against the same checks',
    files: /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml)$/,
    words: ['workflows', 'pipeline', 'ci'],
    scaling: 'its jobs run side by side',
  },
  {
    number: 4,
    title: 'Kubernetes',
    purpose: 'runs, scales and replaces the processes',
    files: /^(deploy\/)?(k8s|kubernetes|charts|helm)\/.+\.ya?ml$/,
    words: ['k8s', 'kubernetes', 'helm'],
    scaling: 'horizontal, by load',
  },
  {
    number: 5,
    title: 'Alerts and dashboards',
    purpose: 'says when something needs a person',
    files: /^deploy\/observability\//,
    words: ['observability', 'alerts'],
    scaling: 'none: read by the monitoring system',
  },
  {
    number: 6,
    title: 'Migrations',
    purpose: 'bring the schema to what the code needs, and back',
    files: /^(.+\/)?migrations\/[^/]+\.(ts|js|sql)$/,
    words: ['migrations', 'database', 'schema'],
    scaling: 'one at a time: a lock keeps a second run waiting',
  },
  {
    number: 7,
    title: 'Load tests',
    purpose: 'hold the targets against a running server',
    files: /^(test\/load|load|load-tests|k6)\/[^/]+\.[jt]s$/,
    words: ['load'],
    scaling: 'none: drives one server',
  },
  {
    number: 8,
    title: 'Generators',
    purpose: 'add resources and migrations in the form of those that are there',
    files: /^generators\/[^/]+\/generator\.[jt]s$/,
    words: ['generators'],
    scaling: 'none: run by hand',
  },
];

const itemOf = (
  { number, title, purpose, files, words, scaling }: DeliveryKind,
  facts: PlanFacts,
): readonly NewItem[] => {
  const { repository } = facts;
  const own = repository.matching(files);
  const [first] = own;
  if (first === undefined) return [];
  const tests = testsOfWords(repository, words);
  const lines = [
    ...detail('Purpose', purpose),
    ...detail('Files', listed(own.map(code), 4)),
    ...detail('Scaling Strategy', scaling),
    ...detail('Standards', listed(standardsIn(own, facts), 12)),
  ];
  const head = { id: `ARCH-ITEM-3.${String(number)}`, subject: title };
  if (tests.length > 0) return [{ ...head, proof: proofOf([{ path: first, line: 1 }], tests), own: lines }];
  return [{ ...head, own: [...lines, ...detail('Missing', `a test of ${code(first)}`)] }];
};

/** What delivers and runs the backend, as far as the repository holds it. */
export const deliveryItems = (facts: PlanFacts): readonly NewItem[] => kinds.flatMap((kind) => itemOf(kind, facts));
