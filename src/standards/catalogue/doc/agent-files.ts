import { packageScripts } from '../../facts/package-manifest.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Place } from '../../standard.ts';

/** A place in a file that an agent could not follow, and why. */
export interface Flaw {
  readonly what: string;
  readonly place: Place;
}

const commands = /\b(?:npm|pnpm|yarn|bun) run ([\w:-]+)/g;
const placeholder =
  /\{\{[^}]*\}\}|\[(?:your|project|insert|framework|database|stack|command|path)\b[^\]]*\](?!\()|<(?:your|project|insert)[^>]*>|\bTBD\b/i;

const flawOf = (line: string, scripts: ReadonlyMap<string, unknown>): string | undefined => {
  const open = placeholder.exec(line)?.[0];
  if (open !== undefined) return `the placeholder ${open}`;
  const unknown = [...line.matchAll(commands)].find(([, script = '']) => !scripts.has(script));
  return unknown === undefined ? undefined : `the command \`${unknown[0]}\`, which does not exist`;
};

/** What is wrong in a file that agents read. */
export const flawsOf = (repository: Repository, path: string): Flaw[] => {
  const scripts = packageScripts(repository);
  return (repository.text(path) ?? '').split('\n').flatMap((line, index) => {
    const what = flawOf(line, scripts);
    return what === undefined ? [] : [{ what, place: { path, line: index + 1 } }];
  });
};
