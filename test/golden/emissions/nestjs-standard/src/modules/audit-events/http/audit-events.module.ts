import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { AuditTrail } from '../application/audit-trail.ts';
import { createAuditEvents } from '../index.ts';
import { getAuditEvent, listAuditEvents } from './audit-events-operations.ts';
import { AuditEventsController } from './audit-events.controller.ts';

/** Serves the audit trail. */
@Module({
  controllers: [AuditEventsController],
  providers: [{ provide: AuditTrail, inject: [PLATFORM], useFactory: createAuditEvents }],
})
export class AuditEventsModule {
  static readonly operations: readonly Operation[] = [listAuditEvents, getAuditEvent];
}
