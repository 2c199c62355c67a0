import type { PlanFacts } from '../facts/plan-facts.ts';
import { standing } from '../facts/standing.ts';
import { counted } from '../markdown.ts';
import { dataLines } from './data-area.ts';
import { apiLines } from './api-area.ts';

/** A line of an area: its label, and what it says of this repository. */
export type AreaLine = readonly [label: string, text: string | undefined];

/** An area of the architecture. Its number never changes, since its ID is made of it. */
export interface Area {
  readonly number: string;
  readonly title: string;
  /** The standards that the area rests on. */
  readonly standards: readonly string[];
  /** What the names of decision records about it have in common. */
  readonly decisions: RegExp;
  readonly lines: (facts: PlanFacts) => readonly AreaLine[];
}

const structureLines = (facts: PlanFacts): readonly AreaLine[] => {
  const { modules, technologies } = facts;
  const store = technologies.engine === undefined ? 'no database' : `one ${technologies.engine} database`;
  const pattern =
    modules.length === 0
      ? `one process with ${store}; its code is not divided by subject`
      : `modular monolith: ${counted(modules.length, 'module')} in one process with ${store}; a call between modules is a function call, a write over two of them one transaction`;
  return [
    ['Pattern', pattern],
    ['Layers', standing(facts, 'ARCH-02')],
    ['Boundaries', standing(facts, 'ARCH-03')],
  ];
};

const messagingLines = (facts: PlanFacts): readonly AreaLine[] => {
  const brokers = facts.technologies.systems.filter(({ role }) => /queue|event|message/.test(role));
  const mail = facts.technologies.systems.find(({ title }) => title === 'Mail server');
  return [
    [
      'Pattern',
      brokers.length === 0
        ? 'none: modules call each other within a request'
        : brokers.map(({ title }) => title).join(', '),
    ],
    ['Queue', standing(facts, 'REL-04')],
    ['Events', standing(facts, 'REL-05')],
    ['Mail', mail === undefined ? undefined : (standing(facts, 'REL-01') ?? mail.role)],
  ];
};

const securityLines = (facts: PlanFacts): readonly AreaLine[] => {
  const auth = facts.repository.choices?.auth;
  return [
    [
      'Authentication',
      auth === undefined ? standing(facts, 'AUTH-02') : auth.length === 0 ? 'none was chosen' : auth.join(', '),
    ],
    ['Authorization', standing(facts, 'AUTH-12')],
    ['Input', standing(facts, 'SEC-01')],
    ['Limits', standing(facts, 'SEC-05')],
    ['Secrets', standing(facts, 'SEC-08')],
    ['Audit', standing(facts, 'SEC-11')],
  ];
};

/** The areas, by number. */
export const areas: readonly Area[] = [
  {
    number: '1.1',
    title: 'API Layer',
    standards: ['API-01', 'API-02', 'API-03', 'API-05', 'API-06'],
    decisions: /rest|api|envelope|pages|idempotency|graphql/,
    lines: apiLines,
  },
  {
    number: '2.1',
    title: 'Data Layer',
    standards: ['DB-01', 'DB-02', 'DB-03', 'DB-04', 'DB-06', 'DB-07'],
    decisions: /database|data-access|locking|migration/,
    lines: dataLines,
  },
  {
    number: '3.1',
    title: 'Messaging Layer',
    standards: ['PERF-06', 'REL-04', 'REL-05'],
    decisions: /queue|event|outbox|messag/,
    lines: messagingLines,
  },
  {
    number: '4.1',
    title: 'Security Layer',
    standards: ['AUTH-12', 'SEC-01', 'SEC-02', 'SEC-04', 'SEC-05', 'SEC-08', 'SEC-11'],
    decisions: /sign-in|accounts|auth|rate-limit|audit|security/,
    lines: securityLines,
  },
  {
    number: '5.1',
    title: 'Caching Layer',
    standards: ['API-12', 'PERF-02', 'PERF-03'],
    decisions: /cach/,
    lines: (facts) => [
      ['Cache', standing(facts, 'PERF-02')],
      ['HTTP caching', standing(facts, 'PERF-03')],
    ],
  },
  {
    number: '6.1',
    title: 'Deployment',
    standards: ['OPS-08', 'OPS-10', 'REL-02', 'DB-17'],
    decisions: /deploy|container|kubernetes|release/,
    lines: (facts) => [
      ['Container', standing(facts, 'OPS-08')],
      ['Pipeline', standing(facts, 'OPS-10')],
      ['Release', standing(facts, 'OPS-11')],
    ],
  },
  {
    number: '7.1',
    title: 'System Structure',
    standards: ['ARCH-01', 'ARCH-02', 'ARCH-03', 'ARCH-04'],
    decisions: /monolith|microservice|framework|hexagonal|structure/,
    lines: structureLines,
  },
  {
    number: '8.1',
    title: 'Observability',
    standards: ['OPS-01', 'OPS-02', 'OPS-03'],
    decisions: /observab|metric|logging|tracing|overload/,
    lines: (facts) => [
      ['Health', standing(facts, 'OPS-01')],
      ['Logs', standing(facts, 'OPS-02')],
      ['Metrics', standing(facts, 'OPS-03')],
    ],
  },
];
