#!/usr/bin/env node
// Kept tiny: `--help` and `--version` load nothing but their text.
const run = async (argv: readonly string[]): Promise<void> => {
  const end = argv.indexOf('--');
  const flags = new Set(end === -1 ? argv : argv.slice(0, end));
  if (flags.has('--help') || flags.has('-h')) {
    const { loadHelp } = await import('./load-help.ts');
    const texts = await loadHelp();
    const command = argv[0] !== undefined && Object.hasOwn(texts, argv[0]) ? argv[0] : 'create';
    process.stdout.write(texts[command] ?? '');
  } else if (flags.has('--version') || flags.has('-v')) {
    const { loadVersion } = await import('./load-version.ts');
    process.stdout.write(`${await loadVersion()}\n`);
  } else {
    const { runProgram } = await import('./program.ts');
    process.exitCode = await runProgram(argv);
  }
};

void run(process.argv.slice(2));

export {};
