/**
 * How long it takes to scaffold, and how much memory: our standard preset beside two well-known peers, without
 * installing anything. Runs are interleaved, so that a busy machine is busy for all of them.
 *
 * `npx tsx bench/scaffold.ts [rounds] [folder]` prints the table; the folder decides the disk that is written to. Peers
 * are installed into `.cache/peers` on first use.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { measure, type Contender, type Measurement } from './scaffold/measure.ts';
import { installPeers } from './scaffold/peers.ts';

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

const row = ({ name, milliseconds, megabytes, files }: Measurement, baseline: number): string => {
  const ratio = (milliseconds / baseline).toFixed(2);
  return `| ${name} | ${milliseconds.toFixed(0)} | ${ratio} | ${megabytes.toFixed(0)} | ${String(files)} |`;
};

/** Measures all contenders and returns a table in Markdown: medians of time and of peak memory. */
export const benchScaffold = async (rounds = 15, folder = join(projectRoot, '.cache/bench')): Promise<string> => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')]);
  const contenders = contendersWith(installPeers(join(projectRoot, '.cache/peers')));
  const measurements = await measure(contenders, rounds, folder);
  const baseline = measurements[0]?.milliseconds ?? Number.NaN;
  return [
    `Medians of ${String(rounds)} interleaved runs, Node.js ${process.version}, nothing installed.`,
    '',
    '| | ms | × `node -e 0` | peak MB | files |',
    '|---|--:|--:|--:|--:|',
    ...measurements.map((measurement) => row(measurement, baseline)),
    '',
  ].join('\n');
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(await benchScaffold(Number(process.argv[2] ?? 15), process.argv[3]));
}
