import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';

const addEnvironment = (slots: Slots): void => {
  const section = 'Overload';
  slots.env.add({
    name: 'OVERLOAD_MAX_IN_FLIGHT',
    type: 'positiveInteger',
    default: 100,
    description: 'Requests handled at the same time; guards against slow queries',
    section,
  });
  slots.env.add({
    name: 'OVERLOAD_MAX_WAITING',
    type: 'nonNegativeInteger',
    default: 2000,
    description: 'Requests that wait, for a second at most, for one of them to end; more are answered 503',
    section,
  });
  slots.env.add({
    name: 'OVERLOAD_MAX_EVENT_LOOP_DELAY',
    type: 'positiveInteger',
    default: 200,
    description: 'Mean delay of the event loop, in milliseconds; above, requests are answered 503. Guards the CPU',
    section,
  });
};

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API4:2023', 'V15.2'],
    control: 'Beyond its limits requests wait a second at most, in a short queue; the rest is refused at once',
    file: 'src/platform/overload/overload-guard.ts',
    test: 'test/unit/platform/overload/overload-guard.test.ts',
  },
];

export default defineFeature({
  id: 'overload-protection',
  axis: 'capability',
  title: 'Overload protection',
  description: 'Refuses what it could only answer late (503), so that the rest keeps its speed under any load',
  presets: ['standard', 'full'],
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    addEnvironment(slots);
    slots.services.add({
      name: 'overload',
      type: 'OverloadGuard',
      from: './overload/overload-guard.ts',
      create: 'createOverloadGuard({ env })',
      imports: ['createOverloadGuard', 'type OverloadGuard'],
      close: true,
      order: 350,
    });
    slots.docs.add({
      section: 'operations',
      title: 'Overload',
      body: [
        'Two limits hold together: the number of requests in flight (a slow database fills it) and the delay of the event',
        'loop (a busy CPU drives it up). Requests over the first wait their turn, for a second at most; what finds no room',
        'to wait, or comes while the event loop is late, gets 503 with `Retry-After` at once. Those under way keep their',
        'speed. The probes of an orchestrator are exempt. Add processes, or look for slow queries, when usual traffic is',
        'answered 503.',
      ].join('\n'),
    });
  },
});
