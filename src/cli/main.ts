#!/usr/bin/env node
// Kept tiny: `--help` and `--version` load nothing but their text.

/**
 * A reader that has seen enough (`| head`) is no failure, and no reason to leave the work half done; output that is lost
 * for another reason is a failure.
 */
const watchOutput = (): void => {
  let isLost = false;
  const onError = ({ code, message }: NodeJS.ErrnoException): void => {
    if (isLost || code === 'EPIPE') return;
    isLost = true;
    process.stderr.write(`✖ The output could not be written: ${message}.\n`);
    process.once('exit', (exitCode) => {
      if (exitCode === 0) process.exitCode = 1;
    });
  };
  process.stdout.on('error', onError);
  process.stderr.on('error', onError);
};

const start = async (argv: readonly string[]): Promise<void> => {
  const { runProgram } = await import('./program.ts');
  const code = await runProgram(argv);
  process.exitCode = code;
  // A cancelled run may have given up work that is still under way: it is not waited for.
  if (code > 128) process.stdout.write('', () => process.exit());
};

const run = async (argv: readonly string[]): Promise<void> => {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  /** Whether a flag is there, also in a group of short ones such as `-vy`. */
  const has = (name: string, short?: string): boolean =>
    words.some((word) => word === name || (short !== undefined && /^-[a-z]+$/.test(word) && word.includes(short)));
  const print = (name: string, text: string): void => {
    process.stdout.write(has('--json') ? `${JSON.stringify({ [name]: text })}\n` : text);
  };
  if (has('--help', 'h')) {
    const { loadHelp } = await import('./load-help.ts');
    const texts = await loadHelp();
    const text = texts[words.find((word) => Object.hasOwn(texts, word)) ?? 'create'] ?? null;
    // A command that has none is refused like any other call of it.
    if (text === null) await start(argv);
    else print('help', text);
  } else if (has('--version', 'v')) {
    const { loadVersion } = await import('./load-version.ts');
    const version = await loadVersion();
    print('version', has('--json') ? version : `${version}\n`);
  } else {
    await start(argv);
  }
};

watchOutput();
void run(process.argv.slice(2));

export {};
