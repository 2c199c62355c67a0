import type { Assessment } from './assess.ts';
import { remedyOf } from './remedy.ts';
import type { Repository } from './repository/repository.ts';
import type { FileChange, Remedy, Verdict } from './standard.ts';

/** What closes an open standard: a command of ours, changes of files, or steps for a person. */
export type Proposal =
  | { readonly kind: 'add'; readonly feature: string; readonly command: string }
  | { readonly kind: 'diff'; readonly changes: readonly FileChange[] }
  | { readonly kind: 'steps'; readonly steps: readonly string[] };

/** What proposals depend on besides the repository. */
export interface ProposalContext {
  readonly repository: Repository;
  /** The version of this package. */
  readonly version: string;
  /** The features that `add` of this version knows. */
  readonly features: ReadonlySet<string>;
}

const lost = (feature: string, verdict: Verdict): readonly string[] => {
  const missing = verdict.status === 'unmet' ? verdict.missing : 'it cannot be seen';
  return [
    `The feature "${feature}" is in, but what it brought along is not as it was: ${missing}`,
    'Bring it back from version control, or prove the standard another way.',
  ];
};

/** A repository can hold anything: a remedy that fails on it must not take the whole plan with it. */
const remedyFor = (assessment: Assessment, { repository, features }: ProposalContext): Remedy => {
  try {
    return remedyOf(repository, assessment, features);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'steps', steps: [`Close it by hand: what would close it here could not be told (${reason}).`] };
  }
};

/** What to do about a standard that is open; nothing for one that is met, does not apply, or has no known remedy. */
export const proposalOf = (assessment: Assessment, context: ProposalContext): Proposal | undefined => {
  const { verdict } = assessment;
  if (verdict.status === 'met' || verdict.status === 'not-applicable') return undefined;
  const { repository, version } = context;
  const remedy = remedyFor(assessment, context);
  if (remedy.kind === 'diff') return remedy.changes.length > 0 ? remedy : undefined;
  if (remedy.kind === 'steps') return remedy.steps.length > 0 ? remedy : undefined;
  const { feature } = remedy;
  if (repository.choices?.features.includes(feature) === true) return { kind: 'steps', steps: lost(feature, verdict) };
  return { kind: 'add', feature, command: `npx create-backend-architect@${version} add ${feature}` };
};
