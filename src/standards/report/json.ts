import type { Assessment } from '../assess.ts';
import { proposalOf, type Proposal, type ProposalContext } from '../proposal.ts';
import { groups, groupOf, type Group, type Place, type VerdictStatus } from '../standard.ts';
import { scoreOf, type Score } from './score.ts';

/** A standard as `check --json` reports it. */
export interface ReportedStandard {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly status: VerdictStatus;
  readonly evidence: readonly Place[];
  readonly tests: readonly Place[];
  /** What is missing, why it cannot be seen, or why it does not apply; nothing when it is met. */
  readonly missing: string | null;
  /** Where to look when it is open. */
  readonly places: readonly Place[];
  /** The command that would tell what cannot be seen. */
  readonly command: string | null;
  readonly remedy: Proposal | null;
}

/** The score of all reported standards, and of each of their groups. */
export interface ReportedScore extends Score {
  readonly groups: Readonly<Partial<Record<Group, Score>>>;
}

const missingOf = ({ verdict }: Assessment): string | null => {
  if (verdict.status === 'met') return null;
  return verdict.status === 'unmet' ? verdict.missing : verdict.because;
};

/** One standard of the report. */
export const reportedStandard = (assessment: Assessment, context: ProposalContext): ReportedStandard => {
  const { standard, verdict } = assessment;
  return {
    id: standard.id,
    group: groupOf(standard),
    title: standard.title,
    status: verdict.status,
    evidence: verdict.status === 'met' ? verdict.evidence : [],
    tests: verdict.status === 'met' ? verdict.tests : [],
    missing: missingOf(assessment),
    places: verdict.status === 'unmet' ? (verdict.places ?? []) : [],
    command: verdict.status === 'unknown' ? (verdict.command ?? null) : null,
    remedy: proposalOf(assessment, context) ?? null,
  };
};

/** The score of the report. */
export const reportedScore = (assessments: readonly Assessment[]): ReportedScore => ({
  ...scoreOf(assessments),
  groups: Object.fromEntries(
    groups.flatMap((group) => {
      const own = assessments.filter(({ standard }) => groupOf(standard) === group);
      return own.length === 0 ? [] : [[group, scoreOf(own)]];
    }),
  ),
});
