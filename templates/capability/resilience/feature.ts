import { defineFeature } from '../../../src/compose/feature.ts';

export default defineFeature({
  id: 'resilience',
  axis: 'capability',
  title: 'Resilient outgoing calls',
  description: 'Time-out, jittered retries, circuit breaker and bulkhead around calls to other systems',
  internal: true,
  contribute: (_project, slots) => {
    slots.dependencies.add('cockatiel');
  },
});
