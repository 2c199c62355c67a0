import { NotFoundError } from '../../../platform/errors.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { AuditRecord } from '../domain/audit-record.ts';
import type { AuditFilters, AuditRecordRepository, AuditSort } from './audit-record-repository.ts';

/** Reading what was done. */
export class AuditTrail {
  constructor(private readonly records: AuditRecordRepository) {}

  async list(request: PageRequest<AuditSort>, filters: AuditFilters): Promise<Page<AuditRecord>> {
    return this.records.list(request, filters);
  }

  /** @throws NotFoundError when there is no such event */
  async get(id: string): Promise<AuditRecord> {
    const record = await this.records.find(id);
    if (!record) throw new NotFoundError();
    return record;
  }
}
