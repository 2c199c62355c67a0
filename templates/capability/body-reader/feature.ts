import { defineFeature } from '../../../src/compose/feature.ts';

export default defineFeature({
  id: 'body-reader',
  axis: 'capability',
  title: 'Reader of bodies',
  description: 'Reads JSON bodies up to a limit, for stacks whose own reader does not stop there or reads too early',
  internal: true,
  contribute: () => undefined,
});
