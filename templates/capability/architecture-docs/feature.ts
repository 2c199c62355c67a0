import { defineFeature } from '../../../src/compose/feature.ts';

export default defineFeature({
  id: 'architecture-docs',
  axis: 'capability',
  title: 'Architecture documents',
  description:
    'Thirteen design documents written from the sources, so that they are true, and a check that they stay so',
  presets: ['standard', 'full'],
  contribute: (_project, slots) => {
    slots.devDependencies.add('@babel/parser', '@babel/types');
    slots.scripts.set('docs:architecture', 'tsx scripts/architecture/main.ts');
    slots.ciSteps.add({
      job: 'static',
      name: 'Architecture documents',
      run: 'npm run docs:architecture -- --check',
      order: 60,
    });
    slots.docs.add({
      section: 'usage',
      title: 'Architecture documents',
      body: [
        '`docs/architecture` says what there is: tables, routes, limits, flows, capacity. `npm run docs:architecture` writes it',
        'from the migrations, operations and configuration, `npm run docs:architecture -- --check` fails when a page is stale.',
        'Run it after a change of these. Start at `docs/architecture/README.md`.',
      ].join('\n'),
    });
  },
  derive: async (files) => {
    const { architectureDocuments } = await import('./files/scripts/architecture/documents/documents.ts');
    return architectureDocuments(files);
  },
});
