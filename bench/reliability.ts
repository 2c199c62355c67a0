import type { BenchOptions } from './options.ts';
import { readDeep } from './reliability/deep-page.ts';
import { overload } from './reliability/overload.ts';
import { recover } from './reliability/recovery.ts';
import { stopUnderLoad } from './reliability/sigterm.ts';
import { bareServers, emittedServer } from './server/contenders.ts';
import { emitRepository, fillDatabase } from './server/emission.ts';
import { Cluster } from './server/postgres.ts';
import { table } from './table.ts';

const PRODUCTS = 1_000_000;
const path = '/api/v1/products?limit=20';
const tenTimes = 'ten times the load (50 → 500 connections)';

/**
 * Measures what the emitted servers do when something goes wrong: a signal, a database that goes away, too much load,
 * a list that has grown.
 * @returns a table in Markdown
 */
export const benchReliability = async ({ seconds, stacks }: BenchOptions): Promise<string> => {
  const repositories = stacks.map(emitRepository);
  const [first] = repositories;
  if (first === undefined) throw new Error('There is no stack to measure.');
  const cluster = await Cluster.create();
  try {
    cluster.query('postgres', 'create database bench');
    const url = cluster.url('bench');
    fillDatabase(first, url, PRODUCTS);
    cluster.query('bench', 'vacuum analyze');
    const rows: string[][] = [];
    for (const repository of repositories) {
      const command = emittedServer(repository, url);
      rows.push(
        [repository.stack, 'SIGTERM under 50 busy keep-alive clients', await stopUnderLoad(command, path)],
        [repository.stack, 'from the return of the database to the first 200', await recover(command, path, cluster)],
        [repository.stack, tenTimes, await overload(command, path, seconds)],
        [repository.stack, 'first → last page of 1,000,000 rows', await readDeep(command, seconds)],
      );
    }
    // What a server keeps that has nothing around its work: the rest is what connections cost, on both ends.
    for (const bare of bareServers(url)) rows.push([bare.name, tenTimes, await overload(bare, path, seconds)]);
    return table(['server', 'what', 'figures'], rows);
  } finally {
    cluster.remove();
  }
};
