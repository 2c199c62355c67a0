import type { Change, ChangeSet } from './change-set.ts';
import { comparePaths, type EmittedFile, type Emission } from './emission.ts';
import { createReader, type Existing, type Reader } from './existing.ts';
import {
  blocked,
  creation,
  inOrder,
  isEnvironmentFile,
  mergedChange,
  replacement,
  stateOf,
  untouchedEnvironment,
} from './plan.ts';
import { assertSafePath } from './safe-path.ts';
import { sha256 } from './sha256.ts';
import { assertTarget, type Target } from './target.ts';
import { plain, styled, styleOf, textOf } from './text.ts';

/** Of a file whose emission says nothing about it. */
const defaultMode = 0o644;

/** The three trees of a merge. */
export interface TreeMerge {
  /** What we emitted when the repository got its present form. */
  readonly base: Emission;
  /** What we would emit now. */
  readonly theirs: Emission;
  /** What the user has made of it. */
  readonly target: Target;
  /** SHA-256 of each file as we emitted it, from the manifest; says what is untouched where `base` cannot. */
  readonly hashes?: Readonly<Record<string, string>>;
  /** Paths that are ours alone and taken as emitted, such as the manifest. */
  readonly owned?: readonly string[];
}

/** One path of the three trees. */
interface Versions {
  readonly path: string;
  readonly base: EmittedFile | undefined;
  readonly theirs: EmittedFile | undefined;
  readonly existing: Existing;
  readonly hash: string | undefined;
}

/**
 * Brings the change from `base` to `theirs` into the user's tree, without writing. What the user did not touch becomes
 * theirs; what they edited is merged; what they deleted stays deleted; what we withdraw is deleted only if untouched.
 *
 * @throws {UnsafePathError} a path of an emission or the manifest leads out of the target
 * @throws {TargetPathError} a link or a file stands in the path of the target
 */
export async function mergeTrees({ base, theirs, target, hashes = {}, owned = [] }: TreeMerge): Promise<ChangeSet> {
  assertTarget(target);
  const paths = [...new Set([...base.keys(), ...theirs.keys(), ...Object.keys(hashes)])].sort(comparePaths);
  for (const path of paths) assertSafePath(path);
  const read = createReader(target.path);
  const changes: Change[] = [];
  for (const path of paths) {
    const versions = { path, base: base.get(path), theirs: theirs.get(path), hash: hashOf(hashes, path) };
    changes.push(...(await planPath(versions, read, owned.includes(path))));
  }
  return { target, state: stateOf(target), changes: inOrder(changes) };
}

function hashOf(hashes: Readonly<Record<string, string>>, path: string): string | undefined {
  return Object.hasOwn(hashes, path) ? hashes[path] : undefined;
}

async function planPath(known: Omit<Versions, 'existing'>, read: Reader, isOwned: boolean): Promise<Change[]> {
  const { path, base, theirs } = known;
  const existing = read(path);
  if (existing.kind === 'blocked') {
    // What we leave alone cannot be in the way.
    return theirs === undefined || isSameFile(base, theirs) ? [] : [blocked(existing)];
  }
  if (existing.kind === 'file' && isEnvironmentFile(path)) return [untouchedEnvironment(path)];
  const versions = { ...known, existing };
  if (theirs === undefined) return planWithdrawn(versions);
  if (existing.kind === 'absent') return [planMissing(versions, theirs, isOwned)];
  const mode = changedMode(base, theirs, existing);
  if (base?.content === theirs.content || existing.bytes.equals(Buffer.from(theirs.content))) {
    return [mode === undefined ? { path, action: 'unchanged' } : withMode(path, existing, mode)];
  }
  const file = mode === undefined ? theirs : { ...theirs, mode };
  if (isOwned) return [replacement('update', path, file, existing)];
  if (isUntouched(versions)) return [replacement('update', path, inStyleOf(existing.bytes, file), existing)];
  return [await mergedChange({ path, existing, base: base?.content, theirs })];
}

function isSameFile(left: EmittedFile | undefined, right: EmittedFile): boolean {
  return left?.content === right.content && left.mode === right.mode;
}

type FilePresent = Extract<Existing, { kind: 'file' }>;

/** The mode that we have changed, unless the file is executable, or not, as we want it already. */
function changedMode(base: EmittedFile | undefined, theirs: EmittedFile, existing: FilePresent): number | undefined {
  const mode = theirs.mode ?? defaultMode;
  const isDue = base !== undefined && base.mode !== theirs.mode && ((existing.mode ^ mode) & 0o100) !== 0;
  return isDue ? mode : undefined;
}

/** What is there, with another mode. What is no text stays as it is. */
function withMode(path: string, existing: FilePresent, mode: number): Change {
  const content = textOf(existing.bytes);
  if (content === undefined) return { path, action: 'unchanged' };
  return replacement('update', path, { content, mode }, existing);
}

/** A file that we no longer emit. */
function planWithdrawn(versions: Versions): Change[] {
  const { path, existing } = versions;
  if (existing.kind !== 'file') return [];
  if (!isUntouched(versions)) {
    return [{ path, action: 'skip', reason: 'no longer part of the repository, kept because you changed it' }];
  }
  return [{ path, action: 'delete', before: sha256(existing.bytes) }];
}

/** A file that we emit and that is not there. */
function planMissing({ path, base, hash }: Versions, theirs: EmittedFile, isOwned: boolean): Change {
  const wasEmitted = base !== undefined || hash !== undefined;
  return wasEmitted && !isOwned ? { path, action: 'skip', reason: 'you deleted it' } : creation(path, theirs);
}

/** Whether the file says what we emitted; a checkout that changed its line ends does not count as a touch. */
function isUntouched({ base, existing, hash }: Versions): boolean {
  if (existing.kind !== 'file') return false;
  const text = textOf(existing.bytes);
  const content = text === undefined ? undefined : plain(text);
  if (base !== undefined && content === plain(base.content)) return true;
  return hash !== undefined && (sha256(existing.bytes) === hash || (content !== undefined && sha256(content) === hash));
}

function inStyleOf(bytes: Buffer, file: EmittedFile): EmittedFile {
  const text = textOf(bytes);
  return text === undefined ? file : { ...file, content: styled(plain(file.content), styleOf(text)) };
}
