import type { HttpModule } from '../../../app/module.ts';
import { createAuditEvents } from '../index.ts';
import { getAuditEvent, listAuditEvents } from './audit-events-operations.ts';
import { auditEventRoutes } from './routes.ts';

/** The routes of the audit trail. */
export const auditEventsModule: HttpModule = {
  name: 'audit-events',
  operations: [listAuditEvents, getAuditEvent],
  routes: (platform) => auditEventRoutes(createAuditEvents(platform)),
};
