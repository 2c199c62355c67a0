import type { FastifyInstance } from 'fastify';

import { route } from '../../../app/http/route.ts';
import { collection } from '../../../platform/http/collection.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { AuditTrail } from '../application/audit-trail.ts';
import { presentAuditEvent } from './audit-event-presenter.ts';
import { getAuditEvent, listAuditEvents } from './audit-events-operations.ts';

/** The routes of the audit trail. */
export const auditEventRoutes =
  (trail: AuditTrail) =>
  (app: FastifyInstance): void => {
    app.route(
      route(listAuditEvents, async (request) => {
        const { limit, cursor, sort, include, ...filters } = request.query;
        const page = await trail.list(pageRequest({ limit, cursor, sort, include }), filters);
        return collection(page, presentAuditEvent, { url: request.url, limit, sort, filters });
      }),
    );

    app.route(route(getAuditEvent, async (request) => presentAuditEvent(await trail.get(request.params.id))));
  };
