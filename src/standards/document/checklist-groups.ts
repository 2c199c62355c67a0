import type { Group } from '../standard.ts';

/** The groups of the checklist, and which groups of the catalogue each holds. Every standard stands in one place. */
export const checklistGroups = [
  { title: 'API', holds: ['API'] },
  { title: 'Database', holds: ['DB'] },
  // Who may come in belongs to what keeps others out.
  { title: 'Security', holds: ['AUTH', 'SEC'] },
  // Resilience is what operations see of the code.
  { title: 'Operations', holds: ['OPS', 'REL'] },
  { title: 'Performance', holds: ['PERF'] },
  { title: 'Documentation and architecture', holds: ['ARCH', 'DOC'] },
] as const satisfies readonly { readonly title: string; readonly holds: readonly Group[] }[];
