import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';

const addScripts = (slots: Slots): void => {
  slots.scripts.set('openapi', 'tsx scripts/openapi/write.ts');
  slots.scripts.set('openapi:check', 'tsx scripts/openapi/check.ts && redocly lint openapi.json');
  slots.scripts.set('openapi:diff', 'tsx scripts/openapi/diff.ts');
  slots.ciSteps.add({ job: 'contract', name: 'OpenAPI document', run: 'npm run openapi:check', order: 10 });
  slots.ciSteps.add({ job: 'contract', name: 'Breaking changes', run: 'npm run openapi:diff', order: 20 });
  slots.postInstall.add({ script: 'openapi', title: 'Writing the OpenAPI document' });
};

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API9:2023'],
    control: 'The documentation is made from the routes, checked in, and held against changes that break clients',
    file: 'openapi.json',
    test: 'test/unit/openapi/breaking-changes.test.ts',
  },
];

export default defineFeature({
  id: 'api-docs',
  axis: 'capability',
  title: 'API documentation',
  description: 'OpenAPI 3.1 from the schemas that validate, a page to browse it, and a guard against breaking changes',
  presets: ['standard', 'full'],
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.dependencies.add('swagger-ui-dist');
    slots.devDependencies.add('@redocly/cli', 'pluralize', '@types/pluralize');
    // swagger-ui-dist depends on a package that reports installations; this is its documented way to turn that off.
    slots.refusedInstallScripts.add({ package: '@scarf/scarf' });
    slots.packageFields.set('scarfSettings', { enabled: false });
    addScripts(slots);
    slots.docs.add({
      section: 'usage',
      title: 'API documentation',
      body: [
        '`/docs` shows the API, `/openapi.json` is its OpenAPI 3.1 document. Both come from the schemas that validate',
        'requests. `npm run openapi` writes the document to `openapi.json`, which is committed, so that a change of the API',
        'is seen in review; `npm run openapi:check` fails when it is stale, and `npm run openapi:diff` when the change',
        'breaks clients. A break on purpose takes a new major `version` in `src/app/api-document.ts`.',
      ].join('\n'),
    });
  },
});
