import { z } from 'zod';
import type { BenchOptions } from './options.ts';
import { bareServers, emittedServer, type Contender } from './server/contenders.ts';
import { emitRepository, fillDatabase } from './server/emission.ts';
import { Cluster } from './server/postgres.ts';
import { footprintTable, ratesTable, signedInTable } from './server/report.ts';
import { runRounds } from './server/rounds.ts';
import type { Material } from './server/scenarios.ts';

const PRODUCTS = 100_000;
const IDS = 100;
/** Somewhat more than a pool of ten connections can serve at a time. */
const CONNECTIONS = 32;

const rows = z.array(z.object({ id: z.string(), category: z.string() })).min(1);

const materialFrom = (cluster: Cluster, database: string): Omit<Material, 'token'> => {
  const query = `select json_agg(row) from (
    select id, category_id as category from products order by md5(id::text) limit ${String(IDS)}) row`;
  const found = rows.parse(JSON.parse(cluster.query(database, query)));
  return { productIds: found.map(({ id }) => id), categoryId: found[0]?.category ?? '' };
};

/**
 * Measures the emitted servers beside bare ones that do the same work on the same rows.
 * @returns tables in Markdown
 */
export const benchServer = async ({ seconds, rounds, stacks }: BenchOptions): Promise<string> => {
  const repositories = stacks.map(emitRepository);
  const [first] = repositories;
  if (first === undefined) throw new Error('There is no stack to measure.');
  const cluster = await Cluster.create();
  try {
    cluster.query('postgres', 'create database bench');
    const url = cluster.url('bench');
    fillDatabase(first, url, PRODUCTS);
    cluster.query('bench', 'vacuum analyze');
    const bare = bareServers(url);
    const contenders: Contender[] = [
      ...bare.map((command) => ({ command, bare: true })),
      ...repositories.map((repository) => ({ command: emittedServer(repository, url), bare: false })),
    ];
    const drive = { rounds, seconds, connections: CONNECTIONS };
    const { series, footprints } = await runRounds(contenders, materialFrom(cluster, 'bench'), drive);
    return [
      `${String(PRODUCTS)} products, ${String(CONNECTIONS)} connections, medians of ${String(rounds)} interleaved rounds of ${String(seconds)} s.`,
      ratesTable(
        series,
        bare.map(({ name }) => name),
      ),
      signedInTable(series),
      footprintTable(footprints),
    ].join('\n\n');
  } finally {
    cluster.remove();
  }
};
