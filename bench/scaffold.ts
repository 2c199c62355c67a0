/**
 * How long it takes to scaffold, and how much memory: our standard preset beside two well-known peers, without
 * installing anything. Runs are interleaved, so that a busy machine is busy for all of them. Peers are installed into
 * `.cache/peers` on first use.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inFreshFolder, measure, type Contender, type Measurement } from './scaffold/measure.ts';
import { installPeers } from './scaffold/peers.ts';
import { table } from './table.ts';

const projectRoot = fileURLToPath(new URL('../', import.meta.url));
const entry = join(projectRoot, 'dist/main.js');

const contendersWith = (peers: string): readonly Contender[] => [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'ours --help', args: [entry, '--help'] },
  { name: 'ours, preset minimal', args: [entry, 'app', '--yes', '--preset', 'minimal', '--no-install', '--no-git'] },
  { name: 'ours, preset standard', args: [entry, 'app', '--yes', '--no-install', '--no-git'] },
  {
    name: 'create-vite, vanilla-ts',
    args: [join(peers, 'create-vite/index.js'), 'app', '--template', 'vanilla-ts', '--no-interactive'],
  },
  {
    name: 'create-better-t-stack, defaults',
    args: [
      join(peers, 'create-better-t-stack/dist/cli.mjs'),
      ...['create', 'app', '--yes', '--no-install', '--no-git', '--disable-analytics'],
    ],
  },
];

const tableOf = (measurements: readonly Measurement[]): string => {
  const baseline = measurements[0]?.milliseconds ?? Number.NaN;
  return table(
    ['', 'ms', '× `node -e 0`', 'peak MB', 'files'],
    measurements.map(({ name, milliseconds, megabytes, files }) => [
      name,
      milliseconds.toFixed(0),
      (milliseconds / baseline).toFixed(2),
      megabytes.toFixed(0),
      String(files),
    ]),
  );
};

/**
 * Measures all contenders and returns tables in Markdown, of medians of time and of peak memory: one of runs in an empty
 * environment, and one of runs in that of the caller, where a variable such as `NODE_EXTRA_CA_CERTS` can cost each
 * start of Node.js more than all that is done afterwards.
 */
export const benchScaffold = async (rounds: number): Promise<string> => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')]);
  const contenders = contendersWith(installPeers(join(projectRoot, '.cache/peers')));
  const { empty, callers } = await inFreshFolder(join(projectRoot, '.cache/bench'), async (base) => ({
    empty: await measure(contenders, { rounds, base, env: { PATH: process.env.PATH } }),
    callers: await measure(contenders, { rounds, base, env: process.env }),
  }));
  const certificates = process.env.NODE_EXTRA_CA_CERTS === undefined ? 'is not set' : 'is set';
  return [
    `Medians of ${String(rounds)} interleaved runs, Node.js ${process.version}, nothing installed, in an empty environment:`,
    tableOf(empty),
    `In the environment of the caller, where \`NODE_EXTRA_CA_CERTS\` ${certificates}:`,
    tableOf(callers),
  ].join('\n\n');
};
