import type { Place } from '../../standard.ts';
import { inline, place } from '../markdown.ts';
import type { PlanFacts } from './plan-facts.ts';

const clause = (text: string): string => inline(text).replace(/[.;]$/, '');

/** How a standard stands, in a few words: where it is kept, or what is open about it. */
export const standing = ({ byId }: PlanFacts, id: string): string | undefined => {
  const verdict = byId.get(id)?.verdict;
  switch (verdict?.status) {
    case undefined:
      return undefined;
    case 'met':
      return verdict.evidence.slice(0, 1).map(place).join('');
    case 'unmet':
      return `open, ${id}: ${clause(verdict.missing)}`;
    case 'unknown':
      return `not seen, ${id}: ${clause(verdict.because)}`;
    case 'not-applicable':
      return `does not apply: ${clause(verdict.because)}`;
  }
};

/** Several standards together: what is open, or all the evidence there is. Those that do not apply do not count. */
export const joint = (
  { byId }: PlanFacts,
  ids: readonly string[],
): { readonly open: readonly string[]; readonly evidence: readonly Place[]; readonly tests: readonly Place[] } => {
  const open: string[] = [];
  const evidence: Place[] = [];
  const tests: Place[] = [];
  for (const id of ids) {
    const verdict = byId.get(id)?.verdict;
    if (verdict === undefined || verdict.status === 'not-applicable') continue;
    if (verdict.status !== 'met') open.push(id);
    else {
      evidence.push(...verdict.evidence.slice(0, 1));
      tests.push(...verdict.tests.slice(0, 1));
    }
  }
  return { open, evidence, tests };
};
