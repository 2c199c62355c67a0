import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control } from '../../../src/compose/slots.ts';

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API6:2023', 'V2.3'],
    control: "Stock is taken in one transaction under a lock; the price is the server's",
    file: 'src/modules/ordering/application/ordering-service.ts',
    test: 'test/integration/modules/ordering.test.ts',
  },
];

export default defineFeature({
  id: 'ordering',
  axis: 'capability',
  title: 'Ordering',
  description:
    'Placing and cancelling orders of the sample shop: stock that is never oversold, and prices that the server sets',
  presets: ['standard'],
  requires: ['resources', 'idempotency'],
  refuses: ({ model, preset }) => {
    if (model !== undefined) return 'it belongs to the sample shop, and the domain is another one.';
    return preset === 'minimal'
      ? 'it belongs to the sample shop, and the preset minimal has a smaller sample.'
      : undefined;
  },
  contribute: (project, slots) => {
    const hasAccounts = project.has('identity');
    for (const control of controls) slots.controls.add(control);
    slots.routes.add({ route: 'POST /api/v1/orders', who: hasAccounts ? 'whoever is signed in' : 'everybody' });
    if (hasAccounts) slots.routes.add({ route: 'POST /api/v1/orders/{id}/cancel', who: 'its owner' });
    slots.modules.add({ name: 'ordering', order: 300 });
    slots.testMakers.add({ entity: 'Order' });
    slots.docs.add({
      section: 'usage',
      title: 'Placing an order',
      body: `\`POST /api/v1/orders\` takes \`{"items": [{"productId": "…", "quantity": 1}]}\` and needs an \`Idempotency-Key\` header:
with it a client may repeat the request after a lost answer without buying twice; 409 \`IDEMPOTENCY_ANSWER_LOST\` says that
the order was placed and is in the list of orders. The server sets the prices. When there
are not enough pieces the answer is 409 \`OUT_OF_STOCK\`, and \`details\` say how many there are.`,
    });
  },
});
