import { spawn } from 'node:child_process';

/** What a generator says about itself. */
export interface DescribedGenerator {
  readonly name: string;
  readonly description: string;
  /** It has questions, so that it takes words. */
  readonly asks: boolean;
}

/** Run by Node.js with the paths of plop and of the plopfile. What the plopfile prints goes nowhere. */
const script = `
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const [, plop, plopfile] = process.argv;
// What plop itself needs lies beside the folder that a link of pnpm's leads to.
const nodePlop = createRequire(realpathSync(plop)).resolve('node-plop');
const host = await (await import(pathToFileURL(nodePlop).href)).default(plopfile);
process.send(host.getGeneratorList().map(({ name, description }) => {
  const { prompts = [] } = host.getGenerator(name);
  return { name, description: String(description ?? ''), asks: typeof prompts === 'function' || prompts.length > 0 };
}));
process.disconnect();
`;

/**
 * The generators of a repository as they describe themselves; none where they cannot be loaded, which a run of one then
 * reports.
 *
 * @param plop path of its program
 */
export const describeGenerators = (
  plop: string,
  plopfile: string,
  { cwd, signal }: { cwd: string; signal: AbortSignal },
): Promise<readonly DescribedGenerator[]> =>
  new Promise((done) => {
    let described: readonly DescribedGenerator[] = [];
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, plop, plopfile], {
      cwd,
      signal,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message) => {
      // Made by the script above.
      described = message as readonly DescribedGenerator[];
      child.kill();
    });
    child.on('error', () => {
      done([]);
    });
    child.on('close', () => {
      done(described);
    });
  });
