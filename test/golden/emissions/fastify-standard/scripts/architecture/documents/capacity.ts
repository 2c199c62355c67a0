import { setting, tablesOf, type Facts } from '../facts/facts.ts';
import type { Table } from '../facts/schema-types.ts';
import { sizeOf } from '../facts/sizes.ts';

/** What PostgreSQL allows unless it is told otherwise, and keeps back for its superuser. */
export const server = { maxConnections: 100, reserved: 3, forPeople: 5 } as const;

export interface Connections {
  readonly each: number;
  readonly available: number;
  /** Processes that fit. */
  readonly processes: number;
}

/** How many processes the connections of one database server are enough for. */
export const connectionsOf = (facts: Facts): Connections => {
  const each = setting(facts, 'DATABASE_POOL_MAX') + (facts.parts.revocations ? 2 : 0);
  const available = server.maxConnections - server.reserved - server.forPeople;
  return { each, available, processes: Math.max(1, Math.floor(available / Math.max(1, each))) };
};

/** What a query by index takes, for the arithmetic of pools. */
export const QUERY_SECONDS = 0.005;

export interface Throughput {
  /** Requests a second of a process, at most, while answers keep the target. */
  readonly requests: number;
  /** How that was found. */
  readonly arithmetic: string;
  /** Requests at the same time that a process admits, if something bounds them. */
  readonly inFlight: number | undefined;
}

/** Little's law: what is under way = what comes in a second × how long each takes. A bound, not a measurement. */
export const throughputOf = (facts: Facts): Throughput => {
  const target = (facts.loadTests?.p95 ?? 200) / 1000;
  if (facts.parts.overload) {
    const inFlight = setting(facts, 'OVERLOAD_MAX_IN_FLIGHT');
    return { inFlight, requests: Math.floor(inFlight / target), arithmetic: `${inFlight} at a time ÷ ${target} s` };
  }
  const pool = setting(facts, 'DATABASE_POOL_MAX');
  return {
    inFlight: undefined,
    requests: Math.floor(pool / QUERY_SECONDS),
    arithmetic: `${pool} connections ÷ ${QUERY_SECONDS} s, one query each`,
  };
};

export interface Storage {
  readonly table: Table;
  readonly row: number;
  readonly indexes: number;
  /** For a million rows. */
  readonly million: number;
}

/** Bytes of a million rows of each table with their indexes, the tables of the domain first. */
export const storageOf = (facts: Facts): readonly Storage[] => {
  const { domain, platform } = tablesOf(facts);
  return [...domain, ...platform].map((table) => {
    const { row, indexes } = sizeOf(table);
    return { table, row, indexes, million: (row + indexes) * 1e6 };
  });
};

/** Memory that grows with settings, in bytes; the program itself comes on top. */
export const memoryOf = (facts: Facts): { readonly bodies: number; readonly hashing: number } => {
  const { memoryCost = 0 } = facts.constants.hashing;
  return {
    bodies: setting(facts, 'BODY_LIMIT') * (throughputOf(facts).inFlight ?? 0),
    hashing: memoryCost * 1024 * setting(facts, 'PASSWORD_HASH_CONCURRENCY'),
  };
};

/** Tables by what they would be cut along: those that lead to `root` by foreign keys, and the others. */
export const shardsOf = (
  facts: Facts,
  root: string,
): { readonly along: readonly string[]; readonly others: readonly string[] } => {
  const along = new Set([root]);
  const { tables } = facts.schema;
  for (let before = 0; before !== along.size;) {
    before = along.size;
    for (const table of tables) {
      if (table.foreignKeys.some((key) => along.has(key.table) && key.table !== table.name)) along.add(table.name);
    }
  }
  const names = tables.map(({ name }) => name);
  return { along: names.filter((name) => along.has(name)), others: names.filter((name) => !along.has(name)) };
};

/** The table a shop, a library or a yard would be cut by: the one most others lead to; accounts when there are any. */
export const shardRoot = (facts: Facts): string | undefined => {
  const { tables } = facts.schema;
  if (tables.some(({ name }) => name === 'users')) return 'users';
  const reached = tables.map(({ name }) => ({ name, size: shardsOf(facts, name).along.length }));
  return reached.sort((a, b) => b.size - a.size)[0]?.name;
};
