import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control } from '../../../src/compose/slots.ts';
import type { Model } from './files/generators/resource/model.ts';
import { modelView } from './files/generators/resource/model-view.ts';
import { minimalModel } from './models/minimal.ts';
import { shopModel } from './models/shop.ts';

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API3:2023', 'A08:2021', 'V2.2'],
    control:
      'Bodies and queries are checked against a schema that refuses unknown members; answers are built member by member',
    file: 'src/platform/http/validation.ts',
    test: 'test/integration/http/openapi-properties.test.ts',
  },
];

export default defineFeature({
  id: 'resources',
  axis: 'base',
  title: 'Resources',
  description: 'Modules, migrations, seeds and tests of a domain model, and the generator that adds more of them',
  internal: true,
  modelProvider: {
    defaultModel: (preset) => (preset === 'minimal' ? minimalModel : shopModel),
    // Answers are checked before they get here: a user's model has gone through `parseModel`.
    views: (model, project) => modelView(model as Model, project),
    templateFolder: 'generators/resource/templates',
  },
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.devDependencies.add('ejs', '@types/ejs', 'plop', 'pluralize', '@types/pluralize');
    slots.scripts.set('generate', 'plop');
    slots.docs.add({
      section: 'usage',
      title: 'Adding a resource',
      body: `\`npm run generate resource -- Invoice number:string:unique total:money:min=0\` makes the module with its rules, use
cases, persistence, routes, migration and tests, and adds it to \`src/app/modules.ts\`. It overwrites nothing. A member is
\`name:type[:modifier…]\`; types are string, text, slug, integer, bigint, decimal, money, boolean, date, datetime, uuid, email,
url, enum (\`:values=a|b\`) and json; modifiers are optional, unique, searchable, sortable, filterable, immutable, private,
\`default=\`, \`min=\`, \`max=\` and \`pattern=\`. A relation names a resource that is there already, such
as \`customer:many-to-one:Customer\` once there are customers; one-to-one is written in the same way. \`tags:many-to-many:Tag\`
makes the table between the two and the routes that link and unlink, and adds to the module of tags what reads several of them at
once.`,
    });
    slots.seeds.add({ name: 'resources', from: './resources.ts', import: 'seedResources', order: 500 });
  },
});
