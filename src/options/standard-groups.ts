import type { Choice } from './option-definition.ts';

/** The groups of standards that can be asked for. The catalogue of standards is loaded only by the command that checks. */
export const standardGroups = [
  { value: 'API', description: 'API' },
  { value: 'DB', description: 'Database' },
  { value: 'AUTH', description: 'Authentication' },
  { value: 'SEC', description: 'Security' },
  { value: 'PERF', description: 'Performance' },
  { value: 'REL', description: 'Resilience' },
  { value: 'OPS', description: 'Operations' },
  { value: 'ARCH', description: 'Architecture' },
  { value: 'DOC', description: 'Documents and agents' },
] as const satisfies readonly Choice[];
