import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The native compiler: a fifth of the time. The one that repositories have checks them in the pairwise set. */
const compiler = fileURLToPath(new URL('../../node_modules/typescript-7/bin/tsc', import.meta.url));

/** What the compiler says of the repository in a folder; nothing when it compiles. */
export const typeErrorsOf = (folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    // Those who ask do so for several repositories at a time.
    const child = spawn(process.execPath, [compiler, '--noEmit', '--singleThreaded', '-p', '.'], { cwd: folder });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => {
      resolve(output);
    });
  });
