import { defineFeature } from '../../../src/compose/feature.ts';
import { derivePlan } from '../../../src/standards/document/derive-plan.ts';

export default defineFeature({
  id: 'architect',
  axis: 'base',
  title: 'Work plan',
  description:
    'The work plan with every standard, ticked where the repository shows it, and the command that checks it',
  internal: true,
  contribute: (project, slots) => {
    slots.scripts.set('architect:check', 'tsx scripts/architect-check.ts');
    slots.ciSteps.add({
      job: 'static',
      name: 'Standards',
      run: 'npm run architect:check -- --no-write',
      order: 150,
    });
    slots.docs.add({
      section: 'usage',
      title: 'Work plan',
      body: [
        '`TODO_backend-architect.md` lists the standards that a backend is held to: a box is ticked where the files of this',
        'repository show it, with the place and the test, and open where they do not, with the command, patch or steps that close',
        'it. Work one item at a time, then run `npm run architect:check`: it ticks and unticks, and keeps your notes, owners and order.',
        `The command comes with a tool that is installed once: \`npm install --save-dev create-backend-architect@${project.version}\`.`,
        'Without it, the command says that nothing was checked, and fails nothing.',
        '`npm run architect:check -- --no-write --fail-on unmet` fails while an item is open; `--id API-05` looks at one.',
      ].join('\n'),
    });
  },
  derivesLast: true,
  derive: derivePlan,
});
