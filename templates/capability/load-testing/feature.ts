import { defineFeature } from '../../../src/compose/feature.ts';

export default defineFeature({
  id: 'load-testing',
  axis: 'capability',
  title: 'Load tests',
  description: 'Smoke, load, stress, spike and soak profiles with limits for latency and errors, without further tools',
  presets: ['standard', 'full'],
  contribute: (_project, slots) => {
    slots.devDependencies.add('@types/autocannon', 'autocannon');
    slots.scripts.set('test:load', 'npm run build && tsx test/load/main.ts');
    slots.ciSteps.add({ job: 'performance', name: 'Load test (smoke)', run: 'npm run test:load', order: 500 });
    slots.docs.add({
      section: 'testing',
      title: 'Load tests',
      body: [
        'Each profile starts the built server on a database of its own (or drives the one at `LOAD_URL`) and fails when',
        '95 of 100 answers take 200 ms or more, or one request in a thousand fails. In an overload the server may refuse',
        'work with 503, but it must not fail, and afterwards it must be as fast as before.',
        '',
        '| profile | course |',
        '|---|---|',
        '| `smoke` | 5 s with 2 connections, part of `verify` |',
        '| `load` | a minute with 10 connections |',
        '| `stress` | 30 s with 100 connections, and the recovery |',
        '| `spike` | two jumps to 200 connections |',
        '| `soak` | half an hour with 10 connections |',
      ].join('\n'),
    });
  },
});
