import type { z } from 'zod';

import type { AuditRecord } from '../domain/audit-record.ts';
import type { auditEventSchema } from './audit-events-schemas.ts';

/** An event as JSON. */
export const presentAuditEvent = (record: AuditRecord): z.input<typeof auditEventSchema> => ({
  ...record,
  occurredAt: record.occurredAt.toISOString(),
  _links: {
    self: { href: `/api/v1/audit-events/${record.id}` },
    ...(record.actorId !== null && { actor: { href: `/api/v1/users/${record.actorId}` } }),
  },
});
