import { defineFeature } from '../../../src/compose/feature.ts';
import { composition } from './composition.ts';

export default defineFeature({
  id: 'express',
  axis: 'stack',
  title: 'Express 5',
  description: 'The best known of the three: routers and small middleware, and the largest choice of packages',
  requires: ['body-reader', 'express-server'],
  contribute: (project, slots) => {
    slots.dependencies.add('cors', 'helmet', 'on-headers', 'path-to-regexp');
    slots.devDependencies.add('@types/cors', '@types/on-headers');
    // Express is extended by declarations in its namespace.
    slots.lintRules.set('@typescript-eslint/no-namespace', "['error', { allowDeclarations: true }]");
    for (const { features, ...line } of composition) {
      if (features.every((feature) => project.has(feature))) slots.plugins.add({ name: line.import, ...line });
    }
  },
});
