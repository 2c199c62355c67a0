import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control } from '../../../src/compose/slots.ts';

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API10:2023', 'V15.2'],
    control: 'Calls to other systems have a time-out, few retries and a circuit breaker',
    file: 'src/platform/resilience/outgoing-calls.ts',
    test: 'test/unit/resilience/outgoing-calls.test.ts',
  },
];

export default defineFeature({
  id: 'resilience',
  axis: 'capability',
  title: 'Resilient outgoing calls',
  description: 'Time-out, jittered retries, circuit breaker and bulkhead around calls to other systems',
  internal: true,
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.dependencies.add('cockatiel');
  },
});
