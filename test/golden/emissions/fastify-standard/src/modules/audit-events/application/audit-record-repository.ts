import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { AuditRecord, Outcome } from '../domain/audit-record.ts';

export interface AuditFilters {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: Outcome | undefined;
}

export type AuditSort = 'occurredAt';

/** Reads the audit log. Writing is the platform's. */
export interface AuditRecordRepository {
  find(id: string): Promise<AuditRecord | undefined>;
  list(request: PageRequest<AuditSort>, filters: AuditFilters): Promise<Page<AuditRecord>>;
}
