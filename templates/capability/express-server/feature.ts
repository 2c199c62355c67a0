import { defineFeature } from '../../../src/compose/feature.ts';

export default defineFeature({
  id: 'express-server',
  axis: 'capability',
  title: 'Server under Express',
  description: 'Express on a server of Node with time-outs, without what makes it slow',
  internal: true,
  contribute: (_project, slots) => {
    slots.dependencies.add('express');
    slots.devDependencies.add('@types/express');
  },
});
