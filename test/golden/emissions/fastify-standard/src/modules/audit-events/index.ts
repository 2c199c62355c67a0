import type { Platform } from '../../platform/platform.ts';
import { AuditTrail } from './application/audit-trail.ts';
import { AuditRecordDatabaseRepository } from './persistence/audit-record-database-repository.ts';

/** The use cases of the audit log. */
export const createAuditEvents = ({ database }: Platform): AuditTrail =>
  new AuditTrail(new AuditRecordDatabaseRepository(database));
