import type { Change, ChangeSet, ConflictPolicy, TargetState } from './change-set.ts';
import { comparePaths, type EmittedFile, type Emission } from './emission.ts';
import { createReader, listFiles, namesIn, type Existing } from './existing.ts';
import { assertSafePath } from './safe-path.ts';
import { sha256 } from './sha256.ts';
import { assertTarget, statOf, type Target } from './target.ts';
import { textOf } from './text.ts';
import { OWN_NAMES } from './work-place.ts';

/** How {@link planChanges} treats what is there. */
export interface PlanOptions {
  readonly onConflict: ConflictPolicy;
  /** Paths that are ours alone: taken as emitted where others are merged or skipped. */
  readonly owned?: readonly string[];
}

type FilePresent = Extract<Existing, { kind: 'file' }>;

/**
 * The difference between an emission and a folder, made without writing.
 *
 * @throws {UnsafePathError} a path of the emission leads out of the target, or cannot exist on every system
 * @throws {TargetPathError} a link or a file stands in the path of the target
 * @throws {FileSystemError} the target cannot be read
 */
export async function planChanges(emission: Emission, target: Target, options: PlanOptions): Promise<ChangeSet> {
  assertTarget(target);
  for (const path of emission.keys()) assertSafePath(path);
  const { state, files } = lookAt(target, options.onConflict);
  const present = new Set(files);
  const changes: Change[] = files.map((path) => ({ path, action: 'conflict', reason: 'exists' }));
  const read = state === 'absent' ? (): Existing => ({ kind: 'absent' }) : createReader(target.path);
  const owned = new Set(options.owned);
  for (const [path, file] of emission) {
    if (present.has(path)) continue;
    const policy = owned.has(path) && options.onConflict !== 'fail' ? 'overwrite' : options.onConflict;
    changes.push(await planFile(path, file, read(path), policy));
  }
  return { target, state, changes: inOrder(changes) };
}

/** One change a path, in order: several files may be blocked by the same one. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  return [...byPath.values()].sort((left, right) => comparePaths(left.path, right.path));
}

/** What the target is, and under `fail` every file in it. A folder that holds only `.git` counts as empty. */
function lookAt(target: Target, policy: ConflictPolicy): { state: TargetState; files: readonly string[] } {
  const state = stateOf(target);
  return { state, files: state === 'filled' && policy === 'fail' ? listFiles(target.path, OWN_NAMES) : [] };
}

/** Whether the target is absent, counts as empty, or holds something. */
export function stateOf(target: Target): TargetState {
  if (statOf(target.path) === undefined) return 'absent';
  return namesIn(target.path).every((name) => OWN_NAMES.has(name)) ? 'empty' : 'filled';
}

async function planFile(path: string, file: EmittedFile, existing: Existing, policy: ConflictPolicy): Promise<Change> {
  if (existing.kind === 'absent') return creation(path, file);
  if (existing.kind === 'blocked') return blocked(existing);
  if (policy === 'fail') return { path, action: 'conflict', reason: 'exists' };
  if (isEnvironmentFile(path)) return untouchedEnvironment(path);
  if (existing.bytes.equals(Buffer.from(file.content))) return { path, action: 'unchanged' };
  if (policy === 'skip') return { path, action: 'skip', reason: 'exists' };
  return policy === 'overwrite' ? replacement('overwrite', path, file, existing) : mergeInto(path, file, existing);
}

async function mergeInto(path: string, file: EmittedFile, existing: FilePresent): Promise<Change> {
  return mergedChange({ path, existing, base: undefined, theirs: file });
}

/** Writes a file where nothing stands. */
export function creation(path: string, file: EmittedFile): Change {
  return { path, action: 'create', ...file, conflicts: 0, notes: [] };
}

/** Writes a file in place of another. */
export function replacement(
  action: 'update' | 'overwrite',
  path: string,
  file: EmittedFile,
  existing: FilePresent,
): Change {
  return { path, action, ...file, before: sha256(existing.bytes), conflicts: 0, notes: [] };
}

/** Writes a file of ours anew, unless it says the same already. */
export function updated(path: string, content: string, existing: Exclude<Existing, { kind: 'blocked' }>): Change {
  if (existing.kind === 'absent') return creation(path, { content });
  const isSame = existing.bytes.equals(Buffer.from(content));
  return isSame ? { path, action: 'unchanged' } : replacement('update', path, { content }, existing);
}

/** Refuses because of what stands in the way, which may be further up than the file. */
export function blocked(existing: Extract<Existing, { kind: 'blocked' }>): Change {
  return { path: existing.path, action: 'conflict', reason: existing.reason };
}

/** Whether the file holds this machine's own settings and secrets. */
export function isEnvironmentFile(path: string): boolean {
  return path === '.env' || path.endsWith('/.env');
}

export function untouchedEnvironment(path: string): Change {
  return { path, action: 'skip', reason: 'an existing .env is never touched' };
}

/** Three versions of a file of which the user's is on disk. */
export interface MergeRequest {
  readonly path: string;
  readonly existing: FilePresent;
  readonly base: string | undefined;
  readonly theirs: EmittedFile;
}

/** Merges a file that both the user and the emission have something to say about. */
export async function mergedChange({ path, existing, base, theirs }: MergeRequest): Promise<Change> {
  const ours = textOf(existing.bytes);
  if (ours === undefined) return { path, action: 'conflict', reason: 'is not a text file, so it cannot be merged' };
  // Most runs merge nothing and need not load the library.
  const { mergeFile } = await import('./merge-file.ts');
  const merged = mergeFile({ path, ours, base, theirs: theirs.content });
  if (merged === undefined) return { path, action: 'conflict', reason: 'is not valid JSON, so it cannot be merged' };
  if (merged.content === ours) {
    return merged.notes.length === 0
      ? { path, action: 'unchanged' }
      : { path, action: 'unchanged', reason: merged.notes.join('; ') };
  }
  return { path, action: 'merge', mode: existing.mode, before: sha256(existing.bytes), ...merged };
}
