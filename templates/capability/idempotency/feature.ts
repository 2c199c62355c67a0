import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control } from '../../../src/compose/slots.ts';

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API6:2023', 'V2.3'],
    control: 'A repeated POST is done once',
    file: 'src/platform/idempotency/idempotency.ts',
    test: 'test/integration/idempotency-store.test.ts',
  },
];

export default defineFeature({
  id: 'idempotency',
  axis: 'capability',
  title: 'Idempotent requests',
  description: 'Honours Idempotency-Key: a client that lost the answer can repeat a request without doing it twice',
  presets: ['standard', 'full'],
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.services.add({
      name: 'idempotency',
      type: 'Idempotency',
      from: './idempotency/idempotency.ts',
      create: 'createIdempotency({ database, clock, logger })',
      imports: ['createIdempotency', 'type Idempotency'],
      close: true,
      order: 330,
    });
    slots.docs.add({
      section: 'usage',
      title: 'Repeating a request safely',
      body: [
        'Send `Idempotency-Key: <1 to 255 visible ASCII characters>` (a fresh UUID, say) with a POST that the documentation',
        'marks as idempotent, and the same key again when you repeat it. The repetition gets the first answer, marked',
        '`Idempotency-Replayed: true`, for 24 hours. Another body under the same key is refused (422), a repetition while',
        'the first still runs gets 409. A refusal (4xx) or a failure (5xx) that changed nothing does not use the key up. When',
        'the change was committed and its answer lost, the repetition gets 409 `IDEMPOTENCY_ANSWER_LOST` and changes nothing:',
        'look up what the first request did. The key and the change are committed together, in `inTransaction`.',
      ].join('\n'),
    });
  },
});
