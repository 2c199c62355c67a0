import { parseEnv } from 'node:util';

import type { Change } from './change-set.ts';
import type { EmittedFile } from './emission.ts';
import type { Existing } from './existing.ts';
import { sha256 } from './sha256.ts';
import { plain, styled, styleOf, textOf } from './text.ts';

const NAME = /^([A-Z_][A-Z0-9_]*)=/i;

/** Whether the file holds this machine's own settings and secrets. */
export function isEnvironmentFile(path: string): boolean {
  return path === '.env' || path.endsWith('/.env');
}

/** Leaves the settings of this machine alone. */
export function untouchedEnvironment(path: string): Change {
  return { path, action: 'skip', reason: 'an existing .env is never touched' };
}

/** Appends the variables that a file of settings lacks; every line that is there stays as it is. */
export function completedEnvironment(
  path: string,
  file: EmittedFile,
  existing: Extract<Existing, { kind: 'file' }>,
): Change {
  const text = textOf(existing.bytes);
  if (text === undefined) return untouchedEnvironment(path);
  const style = styleOf(text);
  const own = plain(text, style);
  const present = parseEnv(own);
  const missing = file.content.split('\n').filter((line) => {
    const name = NAME.exec(line)?.[1];
    return name !== undefined && !Object.hasOwn(present, name);
  });
  if (missing.length === 0) return untouchedEnvironment(path);
  const names = missing.map((line) => NAME.exec(line)?.[1] ?? '').join(', ');
  const gap = own === '' || own.endsWith('\n') ? '' : '\n';
  return {
    path,
    action: 'merge',
    content: styled(`${own}${gap}${missing.join('\n')}\n`, style),
    ...(file.mode === undefined ? {} : { mode: file.mode }),
    before: sha256(existing.bytes),
    conflicts: 0,
    notes: [`${names}: given a value; all other lines stay`],
  };
}
