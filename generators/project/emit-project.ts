import type { Answers } from '../../src/compose/answers.ts';
import type { Catalogue } from '../../src/compose/catalogue.ts';
import { derivedFiles, inTurns, textsOf } from '../../src/compose/derive.ts';
import { emit, type EmitResult } from '../../src/compose/emit.ts';
import { knownFiles } from '../../src/compose/known-files.ts';
import { MANIFEST_PATH, manifestOf, renderManifest } from '../../src/project/manifest.ts';
import type { Emission } from '../../src/tree/emission.ts';

/** What belongs to an emission besides its files: features, later steps, names of secrets. */
export type EmissionNotes = Omit<EmitResult, 'emission'>;

/** A whole repository with its manifest, and its notes. */
export interface EmittedProject {
  readonly files: Emission;
  /** Paths of the files that follow from the others. */
  readonly derived: readonly string[];
  readonly notes: EmissionNotes;
}

/** What of a project is made. */
export interface EmitChoice {
  /** Without what is derived last, which people write into: whoever has a version of theirs makes it from that. */
  readonly withoutLast?: boolean;
}

/**
 * Emits the repository for the answers, with the manifest that says how it was made. Pure. The files come in no order,
 * and unchecked: a change draft makes an emission of them. What is derived last is not in the manifest, since it is
 * brought up to date and never compared.
 */
export const emitProject = async (
  answers: Answers,
  catalogue: Catalogue,
  { withoutLast = false }: EmitChoice = {},
): Promise<EmittedProject> => {
  const result = emit(answers, catalogue);
  const { emission: emitted, ...notes } = result;
  const { features } = notes;
  const known = knownFiles({ answers, features });
  const { early, last } = inTurns(result.derivations);
  const derived = known?.early ?? (await derivedFiles(textsOf(emitted), early));
  const emission = new Map(emitted);
  for (const [path, content] of derived) emission.set(path, { content });
  const manifest = manifestOf({ generator: catalogue.version, answers: { ...answers }, features, emission });
  const derivedLast = withoutLast ? [] : (known?.last ?? (await derivedFiles(textsOf(emission), last)));
  const files = new Map(emission).set(MANIFEST_PATH, { content: renderManifest(manifest) });
  for (const [path, content] of derivedLast) files.set(path, { content });
  return { files, derived: [...derived.keys()], notes };
};
