/**
 * Measures what we promise: `npm run bench -- [scaffold|server|reliability|decisions]… [--stack <id>]
 * [--seconds <n>] [--rounds <n>]`. Figures of complete parts are kept in `bench/RESULTS.md`.
 */
import { benchDecisions } from './decisions.ts';
import { BenchOptionsError, readOptions, type BenchOptions, type Part } from './options.ts';
import { benchReliability } from './reliability.ts';
import { keepResults } from './results.ts';
import { benchScaffold } from './scaffold.ts';
import { benchServer } from './server.ts';

const run: Readonly<Record<Part, (options: BenchOptions) => Promise<string>>> = {
  scaffold: ({ rounds }) => benchScaffold(rounds),
  server: benchServer,
  reliability: benchReliability,
  decisions: benchDecisions,
};

const main = async (args: readonly string[]): Promise<void> => {
  const options = readOptions(args);
  for (const part of options.parts) {
    const figures = await run[part](options);
    process.stdout.write(`${figures}\n\n`);
    const settings = part === 'reliability' || part === 'decisions' ? '' : ` --rounds ${String(options.rounds)}`;
    if (options.complete) keepResults(part, `npm run bench -- ${part}${settings}`, figures);
  }
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchOptionsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
