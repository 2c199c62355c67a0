import type { Repository } from './repository/repository.ts';

/** The groups of the catalogue, in the order in which they are shown; the ID of a standard begins with its group. */
export const groups = ['API', 'DB', 'AUTH', 'SEC', 'PERF', 'REL', 'OPS', 'ARCH', 'DOC'] as const;
export type Group = (typeof groups)[number];

export const groupTitles: Readonly<Record<Group, string>> = {
  API: 'API',
  DB: 'Database',
  AUTH: 'Authentication',
  SEC: 'Security',
  PERF: 'Performance',
  REL: 'Resilience',
  OPS: 'Operations',
  ARCH: 'Architecture',
  DOC: 'Documents and agents',
};

/** A place in the repository that somebody can open. Lines count from 1. */
export interface Place {
  readonly path: string;
  readonly line?: number;
}

/** What a check found. */
export type Verdict =
  | {
      readonly status: 'met';
      /** Code, configuration or document that fulfils the standard; at least one. */
      readonly evidence: readonly Place[];
      /** The tests that show it; empty only where no test can. */
      readonly tests: readonly Place[];
      readonly note?: string;
    }
  | {
      readonly status: 'unmet';
      /** What is missing, in one line. */
      readonly missing: string;
      /** What breaks it, or where to begin. */
      readonly places?: readonly Place[];
    }
  | {
      readonly status: 'unknown';
      readonly because: string;
      /** The command that would tell. */
      readonly command?: string;
    }
  | { readonly status: 'not-applicable'; readonly because: string };

export type VerdictStatus = Verdict['status'];

/** A file as it should be. Without `before` it is new. */
export interface FileChange {
  readonly path: string;
  readonly before?: string;
  readonly after: string;
}

/** The next best step towards a standard that is open. */
export type Remedy =
  | { readonly kind: 'add'; readonly feature: string }
  | { readonly kind: 'diff'; readonly changes: readonly FileChange[] }
  | { readonly kind: 'steps'; readonly steps: readonly string[] };

/** One entry of the catalogue. */
export interface Standard {
  /** Group and number: `API-01`. It never changes its meaning. */
  readonly id: string;
  readonly title: string;
  /** What goes wrong without it, in one line. */
  readonly why: string;
  /** Such as `OWASP API4:2023`, `RFC 9110 section 15`, `Twelve-Factor III`. */
  readonly references: readonly string[];
  /** Ids of the features that fulfil it. They are offered only where the running version has them: see `remedyOf`. */
  readonly features: readonly string[];
  /** Why it does not apply to the repository, or nothing when it does. */
  readonly appliesTo?: (repository: Repository) => string | undefined;
  readonly check: (repository: Repository) => Verdict;
  /** What to do when no feature of ours can be added. */
  readonly remedy: (repository: Repository, verdict: Verdict) => Remedy;
}

/** Declares a standard. It only gives the definition its type. */
export const defineStandard = (standard: Standard): Standard => standard;

/** The group of a standard, as its ID says. */
export const groupOf = ({ id }: Pick<Standard, 'id'>): Group => {
  const prefix = id.split('-')[0];
  const group = groups.find((candidate) => candidate === prefix);
  if (group === undefined) throw new Error(`The ID "${id}" begins with no group; the groups are ${groups.join(', ')}.`);
  return group;
};
