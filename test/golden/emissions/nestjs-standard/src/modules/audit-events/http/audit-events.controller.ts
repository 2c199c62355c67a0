import { Controller, Inject } from '@nestjs/common';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Url } from '../../../app/http/url.decorator.ts';
import { collection } from '../../../platform/http/collection.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import { AuditTrail } from '../application/audit-trail.ts';
import { presentAuditEvent } from './audit-event-presenter.ts';
import { getAuditEvent, listAuditEvents } from './audit-events-operations.ts';

/** Answers the operations on audit events. */
@Controller()
export class AuditEventsController {
  constructor(@Inject(AuditTrail) private readonly trail: AuditTrail) {}

  @Operation(listAuditEvents)
  async list(@Input() { query }: InputOf<typeof listAuditEvents>, @Url() url: string) {
    const { limit, cursor, sort, include, ...filters } = query;
    const page = await this.trail.list(pageRequest({ limit, cursor, sort, include }), filters);
    return collection(page, presentAuditEvent, { url, limit, sort, filters });
  }

  @Operation(getAuditEvent)
  async get(@Input() { params }: InputOf<typeof getAuditEvent>) {
    return presentAuditEvent(await this.trail.get(params.id));
  }
}
