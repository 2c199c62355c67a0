import { accessSync, constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { sha256 } from './sha256.ts';
import { statOf, type Target } from './target.ts';

const LOCK = 'backend-architect.lock';
const WORK = 'backend-architect.work';
const LONGEST_NAME = 200;

/** Names of ours that may stand in a target for a moment and never count as its content. */
export const OWN_NAMES: ReadonlySet<string> = new Set(['.git', `.${LOCK}`, `.${WORK}`]);

/** Where a run keeps its lock and stages its files: on the target's own file system, so that one rename moves them. */
export interface WorkPlace {
  readonly lockFile: string;
  /** Holds the staged files, the replaced ones, and the journal. */
  readonly folder: string;
}

/**
 * The place beside the target; inside it if nothing can be made beside it, as with a mounted folder. The same target
 * always has the same place, so that the next run finds what a killed one left.
 */
export function workPlaceOf(target: Target): WorkPlace {
  const stats = statOf(target.path);
  const parent = dirname(target.path);
  if (stats !== undefined && !canRename(parent, stats.dev)) return placeIn(target.path, '.');
  const name = basename(target.path);
  return placeIn(parent, `.${Buffer.byteLength(name) > LONGEST_NAME ? sha256(name).slice(0, 32) : name}.`);
}

function placeIn(folder: string, prefix: string): WorkPlace {
  return { lockFile: join(folder, prefix + LOCK), folder: join(folder, prefix + WORK) };
}

function canRename(parent: string, device: number): boolean {
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
  } catch {
    return false;
  }
  return statOf(parent)?.dev === device;
}
