import { setImmediate } from 'node:timers/promises';
import type { Emission, EmittedFile } from '../tree/emission.ts';
import { DuplicateFileError, type Derivation, type EmitResult } from './emit.ts';

/** The texts of an emission: path → text. */
export const textsOf = (emission: Emission): ReadonlyMap<string, string> =>
  new Map([...emission].map(([path, { content }]) => [path, content]));

/**
 * The files that follow from others, as features derive them; each derivation sees what those before it made. Pure,
 * like `emit`.
 *
 * @throws DuplicateFileError when one is there already
 */
export const derivedFiles = async (
  files: ReadonlyMap<string, string>,
  derivations: readonly Derivation[],
): Promise<ReadonlyMap<string, string>> => {
  const all = new Map(files);
  const derived = new Map<string, string>();
  for (const { derive } of derivations) {
    // Deriving takes long for a large model: signals are heard in between.
    await setImmediate();
    const made = await derive(all);
    for (const [path, text] of made) {
      if (all.has(path)) throw new DuplicateFileError(path, 'a template', 'a derivation');
      derived.set(path, text);
    }
    for (const [path, text] of made) all.set(path, text);
  }
  return derived;
};

/** The derivations of which each looks at what was emitted, and those that look at all of it. */
export const inTurns = (
  derivations: readonly Derivation[],
): { readonly early: readonly Derivation[]; readonly last: readonly Derivation[] } => ({
  early: derivations.filter(({ isLast }) => !isLast),
  last: derivations.filter(({ isLast }) => isLast),
});

/** The complete emission: what was emitted, and what follows from it. */
export const derive = async (result: EmitResult): Promise<EmitResult> => {
  const derived = await derivedFiles(textsOf(result.emission), result.derivations);
  if (derived.size === 0) return result;
  const all = new Map<string, EmittedFile>(result.emission);
  for (const [path, content] of derived) all.set(path, { content });
  return { ...result, emission: new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1))) };
};
