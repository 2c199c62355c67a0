import type { OptionValues } from '../options/given.ts';
import type { ConflictPolicy } from '../tree/change-set.ts';

const policies = ['fail', 'skip', 'overwrite', 'merge'] as const satisfies readonly ConflictPolicy[];

/** What is to be done about files that exist. */
export const conflictPolicyOf = ({ onConflict }: OptionValues): ConflictPolicy =>
  policies.find((policy) => policy === onConflict) ?? 'fail';
