import { Router } from 'express';
import { route } from '../../../app/http/route.ts';
import { collection } from '../../../platform/http/collection.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { AuditTrail } from '../application/audit-trail.ts';
import { presentAuditEvent } from './audit-event-presenter.ts';
import { getAuditEvent, listAuditEvents } from './audit-events-operations.ts';

/** The routes of the audit trail. */
export const auditEventRoutes = (trail: AuditTrail): Router => {
  const router = Router();

  route(router, listAuditEvents, async (req) => {
    const { limit, cursor, sort, include, ...filters } = req.query;
    const page = await trail.list(pageRequest({ limit, cursor, sort, include }), filters);
    return collection(page, presentAuditEvent, { url: req.originalUrl, limit, sort, filters });
  });

  route(router, getAuditEvent, async (req) => presentAuditEvent(await trail.get(req.params.id)));

  return router;
};
