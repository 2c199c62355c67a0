import { permission } from '../../../platform/access.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import { auditEventParameters, auditEventSchema, auditEventsQuery } from './audit-events-schemas.ts';

export const listAuditEvents = defineOperation({
  id: 'listAuditEvents',
  method: 'GET',
  path: '/api/v1/audit-events',
  tag: 'Audit events',
  summary: 'List what was done, newest first',
  access: permission('audit:read'),
  query: auditEventsQuery,
  success: { status: 200, data: auditEventSchema, collection: true },
});

export const getAuditEvent = defineOperation({
  id: 'getAuditEvent',
  method: 'GET',
  path: '/api/v1/audit-events/{id}',
  tag: 'Audit events',
  summary: 'Read an event of the audit log',
  access: permission('audit:read'),
  params: auditEventParameters,
  success: { status: 200, data: auditEventSchema },
});
