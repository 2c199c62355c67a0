import { z } from 'zod';

import { text } from '../../../platform/http/fields.ts';
import { link } from '../../../platform/http/links.ts';
import { idParameter, pageParameters, sortParameter } from '../../../platform/http/parameters.ts';
import { outcomes } from '../domain/audit-record.ts';

const outcome = z.enum(outcomes);

export const auditEventSchema = z
  .object({
    id: z.uuid(),
    sequence: z.int().min(1).meta({ description: 'Place in the chain, from 1 without gaps.' }),
    occurredAt: z.iso.datetime(),
    actorId: z.uuid().nullable().meta({ description: 'Who did it; null when nobody was signed in.' }),
    action: z.string(),
    resource: z.string().nullable(),
    resourceId: z.string().nullable(),
    outcome,
    address: z.string().nullable().meta({ description: 'Network address of the caller.' }),
    requestId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    hash: z.string().meta({ description: 'SHA-256 over this event and the hash of the one before.' }),
    _links: z.object({ self: link, actor: link.optional() }),
  })
  .meta({ id: 'AuditEvent', description: 'Something that was done or tried.' });

export const auditEventParameters = z.strictObject({ id: idParameter() });

export const auditEventsQuery = z.strictObject({
  ...pageParameters,
  sort: sortParameter(['occurredAt'] as const, '-occurredAt'),
  actorId: idParameter().optional(),
  action: text({ min: 1, max: 100 }).optional(),
  outcome: outcome.optional(),
});
