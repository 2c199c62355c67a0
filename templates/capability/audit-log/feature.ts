import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control } from '../../../src/compose/slots.ts';

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['A09:2021', 'V16.3'],
    control: 'Security events are in an append-only, hash-chained table',
    file: 'src/platform/audit/audit-chain.ts',
    test: 'test/unit/platform/audit/audit-chain.test.ts',
  },
];

export default defineFeature({
  id: 'audit-log',
  axis: 'capability',
  title: 'Audit log',
  description:
    'Who did what, when, from where and with what result; append-only and chained by hashes, so tampering shows',
  presets: ['standard', 'full'],
  contribute: (project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.services.add({
      name: 'auditLog',
      type: 'AuditLog',
      from: './audit/database-audit-log.ts',
      create: 'createAuditLog({ database, clock })',
      imports: ['createAuditLog', 'type AuditLog'],
      order: 340,
    });
    slots.scripts.set('audit:verify', 'tsx src/commands/audit-verify.ts');
    if (project.has('identity')) slots.modules.add({ name: 'audit-events', order: 900 });
    slots.docs.add({
      section: 'security',
      title: 'Audit log',
      body: [
        'Every row of `audit_events` carries a hash over itself and the row before it. The database refuses to change or',
        'remove rows, and the role of the backend may only add and read them when `DATABASE_MIGRATION_URL` names another',
        'role; the owner of the table could take the refusal away. `npm run audit:verify` (in a container',
        '`node dist/src/commands/audit-verify.js`), which needs the URLs of the database and no other variable, walks the chain',
        'and names the first row that was changed, removed or put in between. It prints the head of the chain: keep that outside the database (`sequence:hash`, once a day, say) and',
        'give it back, `npm run audit:verify -- 1234:9f86…`, to notice also that the newest rows were cut off or the whole',
        'chain was written anew. Personal data in the details is redacted by the name of the member and by its form; people',
        'are named by id only, so erasing a user leaves the chain intact. The network address stays until its row is archived:',
        'nothing is deleted by itself, and `docs/runbooks/audit-archive.md` is how the owner of the table moves old rows away.',
        'Refusals that one caller could cause without end are recorded once in their window.',
      ].join('\n'),
    });
  },
});
