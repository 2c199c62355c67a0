import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditVerifyCommand } from '../../src/commands/audit-verify-command.ts';
import { hashOf, verifyChain } from '../../src/platform/audit/audit-chain.ts';
import type { AuditLog } from '../../src/platform/audit/audit-log.ts';
import { createAuditLog, readChain } from '../../src/platform/audit/database-audit-log.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { requestContext } from '../../src/platform/context.ts';
import { createDatabase, type Db } from '../../src/platform/database/database.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { createTestDatabase, testPool, type TestDatabase } from '../support/database.ts';
import { runCommand } from '../support/run-command.ts';

let database: TestDatabase;
let auditLog: AuditLog;
beforeAll(async () => {
  database = await createTestDatabase();
  auditLog = createAuditLog({ database: database.db, clock: systemClock });
});
afterAll(() => database.close());

const login = { action: 'auth.login', outcome: 'failure', address: '203.0.113.7' } as const;
const verdict = () => verifyChain(readChain(database.db));
const count = async (): Promise<number> => {
  const { total } = await database.db
    .selectFrom('audit_events')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
};
const newest = () => {
  const newestFirst = database.db.selectFrom('audit_events').selectAll().orderBy('sequence', 'desc');
  return newestFirst.limit(1).executeTakeFirstOrThrow();
};

/** Does `work` as another role of the database. */
const asRole = async (url: string, work: (db: Db) => Promise<unknown>): Promise<void> => {
  const pool = testPool(url, 1);
  try {
    await work(createDatabase({ pool }));
  } finally {
    await pool.close();
  }
};

describe('the audit log', () => {
  it('chains events that are recorded at the same time', async () => {
    const before = await count();
    await Promise.all(Array.from({ length: 60 }, () => auditLog.record(login)));
    expect(await count()).toBe(before + 60);
    expect(await verdict()).toMatchObject({ intact: true, count: before + 60 });
  });

  it('records with the transaction or not at all, and leaves no gap', async () => {
    const before = await count();
    const failing = inTransaction(database.db, async (transaction) => {
      await auditLog.record(login, transaction);
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await count()).toBe(before);
    await auditLog.record(login);
    expect(await verdict()).toMatchObject({ intact: true, count: before + 1 });
  });

  it('reads a chain of several batches to its end', async () => {
    const start = await count();
    await inTransaction(database.db, async (transaction) => {
      for (let event = start; event < 1001; event += 1) await auditLog.record(login, transaction);
    });
    expect(await verdict()).toMatchObject({ intact: true, count: 1001 });
  });

  it('names the request that an event came with', async () => {
    await requestContext.run({ requestId: 'a-request', traceId: 'its-trace' }, () => auditLog.record(login));
    expect(await newest()).toMatchObject({ request_id: 'a-request' });
  });

  it('stores details that a database would normalize or refuse, redacted', async () => {
    const details = { odd: '\u0000\ud800"\\', amount: 1e21, nested: { b: 1, a: [] }, email: 'jane@example.test' };
    await auditLog.record({ ...login, details });
    const { details: stored } = await newest();
    expect(JSON.parse(stored)).toEqual({ ...details, email: '[redacted]' });
    expect(await verdict()).toMatchObject({ intact: true });
  });
});

describe('the table', () => {
  const statements = [
    ['update', sql`update audit_events set action = 'x'`],
    ['delete', sql`delete from audit_events`],
    ['delete of nothing', sql`delete from audit_events where false`],
    ['truncate', sql`truncate audit_events`],
  ] as const;

  it.each(statements)('refuses %s by the backend', async (_name, statement) => {
    await expect(statement.execute(database.db)).rejects.toMatchObject({ code: '42501' });
  });

  it('may be read and added to by the backend, also where nothing else guards it', async () => {
    const { rows } = await sql<{ right: string }>`
      select privilege_type as right from information_schema.role_table_grants
      where table_name = 'audit_events' and grantee = current_user order by 1
    `.execute(database.db);
    expect(rows.map(({ right }) => right)).toEqual(['INSERT', 'SELECT']);
  });

  it.each(statements)('refuses %s by its owner and by the superuser', async (_name, statement) => {
    for (const url of [database.migrationUrl, database.adminUrl]) {
      await asRole(url, async (db) => {
        await expect(statement.execute(db)).rejects.toThrow('append-only');
      });
    }
  });

  it('does not let the backend take the guard away', async () => {
    const statement = sql`alter table audit_events disable trigger all`;
    await expect(statement.execute(database.db)).rejects.toMatchObject({ code: '42501' });
  });

  it('has no branches', async () => {
    await auditLog.record(login);
    const first = await readChain(database.db).next();
    if (first.done === true) throw new Error('The chain is empty.');
    const forged = { ...first.value, sequence: 1_000_000, id: crypto.randomUUID() };
    const insert = sql`
      insert into audit_events (sequence, id, occurred_at, action, outcome, details, previous_hash, hash)
      values (${forged.sequence}, ${forged.id}, now(), 'x', 'success', '{}', ${forged.previousHash}, ${hashOf(forged)})
    `;
    await expect(insert.execute(database.db)).rejects.toMatchObject({ code: '23505' });
  });
});

/** Runs `npm run audit:verify`, with no variable of production but the address of the database. */
const runVerify = (words: readonly string[] = [], url = database.url) =>
  runCommand(auditVerifyCommand, words, { NODE_ENV: 'production', DATABASE_URL: url });

describe('npm run audit:verify', () => {
  it('names the head of an intact chain, which can be given back', async () => {
    await auditLog.record(login);
    const { code, output } = await runVerify();
    expect([code, output]).toEqual([0, expect.stringMatching(/^\d+ events, intact\. Head: \d+:[0-9a-f]{64}\n$/)]);
    const anchor = /\d+:[0-9a-f]{64}/.exec(output)?.[0] ?? '';
    expect((await runVerify([anchor])).code).toBe(0);
    expect((await runVerify([`1:${'f'.repeat(64)}`])).code).toBe(1);
  });

  it('does not pass for a finding when it could not check, and says why in a line', async () => {
    const cannot = (reason: string) => ({ code: 2, output: `The audit log could not be checked. ${reason}\n` });
    expect(await runVerify(['1:2'])).toEqual(
      cannot('"1:2" is not an anchor: give <sequence>:<hash> as an earlier run printed it.'),
    );
    const away = await runVerify([], 'postgres://nobody:secret@127.0.0.1:1/away');
    expect(away).toEqual(cannot('The database does not answer: connect ECONNREFUSED 127.0.0.1:1'));
  });

  it('finds what a superuser changed behind the guard', async () => {
    await auditLog.record(login);
    await auditLog.record(login);
    await asRole(database.adminUrl, async (db) => {
      await sql`alter table audit_events disable trigger user`.execute(db);
      await sql`update audit_events set outcome = 'success' where sequence = 2`.execute(db);
      await sql`alter table audit_events enable trigger user`.execute(db);
    });
    expect(await verdict()).toEqual({ intact: false, sequence: 2, reason: 'was changed' });
    const { code, output } = await runVerify();
    expect([code, output]).toEqual([1, 'The audit log was tampered with: event 2 was changed.\n']);
  });
});

describe('events that the owner of the table has archived', () => {
  let archive: TestDatabase;
  beforeAll(async () => {
    archive = await createTestDatabase();
  });
  afterAll(() => archive.close());

  it('are missed, until the last of them is given', async () => {
    const log = createAuditLog({ database: archive.db, clock: systemClock });
    for (let event = 1; event <= 3; event += 1) await log.record(login);
    const second = archive.db.selectFrom('audit_events').select('hash').where('sequence', '=', 2);
    const { hash } = await second.executeTakeFirstOrThrow();
    await asRole(archive.migrationUrl, async (db) => {
      // As docs/runbooks/audit-archive.md has it.
      await inTransaction(db, async (transaction) => {
        await sql`alter table audit_events disable trigger audit_events_append_only`.execute(transaction);
        await sql`delete from audit_events where sequence <= 2`.execute(transaction);
        await sql`alter table audit_events enable trigger audit_events_append_only`.execute(transaction);
      });
      await expect(sql`delete from audit_events`.execute(db)).rejects.toThrow('append-only');
    });
    await log.record(login);

    const unaware = await runVerify([], archive.url);
    expect([unaware.code, unaware.output]).toEqual([
      1,
      'The audit log was tampered with: event 3 stands where event 1 is missing.\n',
    ]);
    const { code, output } = await runVerify(['--archived', `2:${hash}`], archive.url);
    expect([code, output]).toEqual([0, expect.stringMatching(/^2 events, intact\. Head: 4:/)]);
  });
});

it('what was refused is found without what succeeded', async () => {
  const crowded = await createTestDatabase();
  await asRole(crowded.adminUrl, async (db) => {
    await sql`
      insert into audit_events (sequence, id, occurred_at, action, outcome, details, previous_hash, hash)
        select n, gen_random_uuid(), now() - n * interval '1 second', 'x', 'success', '{}', n, n + 1
          from generate_series(1, 20000) n
    `.execute(db);
    await sql`analyze audit_events`.execute(db);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select id from audit_events where outcome = 'denied' order by occurred_at desc, id desc limit 21
    `.execute(db);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('audit_events_outcome_occurred_at_id_idx');
  });
  await crowded.close();
});
