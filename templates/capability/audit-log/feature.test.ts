import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

describe('the audit log', () => {
  it('can be read over HTTP where there are accounts, and nowhere else', () => {
    const withAccounts = emitWith({ auth: ['jwt'] }).emission;
    expect(withAccounts.get('src/app/modules.ts')?.content).toContain('auditEventsModule');
    expect(withAccounts.get('src/modules/audit-events/http/audit-events-operations.ts')?.content).toContain(
      "permission('audit:read')",
    );
    const without = emitWith({ auth: [] }).emission;
    expect([...without.keys()].filter((path) => path.includes('audit-events/'))).toEqual([]);
    expect(without.has('src/platform/audit/audit-log.ts')).toBe(true);
  });

  it('has a table that the backend may only add to', () => {
    const migration = emitWith({}).emission.get('migrations/0210_create_audit_events.ts')?.content;
    expect(migration).toContain('before update or delete or truncate');
    expect(migration).toContain("is 'append-only'");
  });

  it('leaves no trace in the source when it is taken out', () => {
    const { emission } = emitWith({ auth: [], without: ['audit-log'] });
    const traces = [...emission].filter(
      ([path, { content }]) => /^(src|migrations)\//.test(path) && /audit/i.test(path + content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
    expect(emission.get('package.json')?.content).not.toContain('audit:verify');
  });
});
