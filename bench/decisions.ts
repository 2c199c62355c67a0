import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './server/emission.ts';
import { Cluster } from './server/postgres.ts';
import { table } from './table.ts';

/** Microseconds of one call each. */
const figures = z.object({
  argon2id: z.number(),
  signature: z.number(),
  remembered: z.number(),
  text: z.number(),
  built: z.number(),
  building: z.number(),
  firstPage: z.number(),
  lastByKey: z.number(),
  lastByOffset: z.number(),
  call: z.number(),
  request: z.number(),
});

/** Runs the probe beside the packages of the emitted repositories. */
const probe = (databaseUrl: string): z.infer<typeof figures> => {
  const folder = join(projectRoot, '.cache/bench/decisions');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(projectRoot, 'bench/decisions/probe.mjs'), join(folder, 'probe.mjs'));
  const packages = join(folder, 'node_modules');
  if (!existsSync(packages)) symlinkSync(join(projectRoot, '.cache/emitted/node_modules'), packages);
  const output = execFileSync(process.execPath, ['probe.mjs', databaseUrl], { cwd: folder, encoding: 'utf8' });
  return figures.parse(JSON.parse(output));
};

const row = (what: string, microseconds: number, other: number): string[] => [
  what,
  microseconds < 10 ? microseconds.toFixed(2) : microseconds.toFixed(0),
  (microseconds / other).toFixed(2),
];

/**
 * Measures what the decisions of an emitted repository cost beside what they were weighed against: its records of
 * decisions quote these figures.
 * @returns a table in Markdown
 */
export const benchDecisions = async (): Promise<string> => {
  const cluster = await Cluster.create();
  try {
    cluster.query('postgres', 'create database bench');
    const found = probe(cluster.url('bench'));
    return table(
      ['what', 'µs', '× the one it is held against'],
      [
        row('a row by its id, SQL as text', found.text, found.text),
        row('a row by its id, built by Kysely', found.built, found.text),
        row('building that query alone', found.building, found.text),
        row('first page of 20 of 1,000,000 rows', found.firstPage, found.firstPage),
        row('last page, by key', found.lastByKey, found.firstPage),
        row('last page, by offset', found.lastByOffset, found.firstPage),
        row('EdDSA signature of a token', found.signature, found.signature),
        row('the same token, remembered', found.remembered, found.signature),
        row('hash of a password, Argon2id', found.argon2id, found.argon2id),
        row('a call of another module', found.call, found.call),
        row('the same as a request on the loopback', found.request, found.call),
      ],
    );
  } finally {
    cluster.remove();
  }
};
