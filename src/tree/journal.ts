import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { JournalError, systemCode } from './errors.ts';
import { isObject, parseJson, type JsonValue } from './json-value.ts';
import { isSafePath } from './safe-path.ts';
import { statOf } from './target.ts';
import { writeAll } from './write-all.ts';

/** One step of applying a change set to a folder that exists. `index` names the staged file and the backup. */
export type Operation =
  | { readonly op: 'make-folder'; readonly path: string }
  | {
      readonly op: 'write';
      readonly path: string;
      readonly index: number;
      readonly after: string;
      readonly replaces: boolean;
    }
  | { readonly op: 'delete'; readonly path: string; readonly index: number }
  | { readonly op: 'remove-folder'; readonly path: string };

/** How far a run had come. `preparing`: nothing in the target was touched. */
export type JournalState =
  { readonly kind: 'preparing' | 'done' } | { readonly kind: 'applying'; readonly operations: readonly Operation[] };

/** The staged file of an operation. */
export function stagedPath(folder: string, index: number): string {
  return join(folder, 'new', String(index));
}

/** The file that an operation takes away, as it was. */
export function backupPath(folder: string, index: number): string {
  return join(folder, 'old', String(index));
}

const READY = '{"state":"ready"}';
const DONE = '{"state":"done"}';

/**
 * Writes down everything that will be done, one JSON object a line, and returns when it is on disk. It is the last
 * line that makes it count, so a journal cut short means that nothing was done.
 */
export function writeJournal(folder: string, operations: readonly Operation[]): void {
  const lines = [...operations.map((operation) => JSON.stringify(operation)), READY];
  append(folder, 'wx', lines);
}

/** Notes that all is done, so that the run counts from here on even if it is killed. */
export function closeJournal(folder: string): void {
  append(folder, 'a', [DONE]);
}

function append(folder: string, flag: 'wx' | 'a', lines: readonly string[]): void {
  const file = openSync(join(folder, 'journal'), flag, 0o600);
  try {
    writeAll(file, `${lines.join('\n')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Reads what a run has left behind.
 *
 * @throws {JournalError} it holds something that no run writes, such as a path out of the target
 */
export function readJournal(folder: string): JournalState {
  const path = join(folder, 'journal');
  if (statOf(path)?.isFile() !== true) return { kind: 'preparing' };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { kind: 'preparing' };
    throw error;
  }
  const lines = text.split('\n');
  if (lines.includes(DONE)) return { kind: 'done' };
  const end = lines.indexOf(READY);
  if (end === -1) return { kind: 'preparing' };
  return { kind: 'applying', operations: lines.slice(0, end).map((line) => operationOf(folder, parseJson(line))) };
}

function operationOf(folder: string, value: JsonValue): Operation {
  if (!isObject(value) || typeof value.path !== 'string' || !isSafePath(value.path)) throw new JournalError(folder);
  const { op, path, index, after, replaces } = value;
  if (op === 'make-folder' || op === 'remove-folder') return { op, path };
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) throw new JournalError(folder);
  if (op === 'delete') return { op, path, index };
  if (op !== 'write' || typeof after !== 'string' || typeof replaces !== 'boolean') throw new JournalError(folder);
  return { op, path, index, after, replaces };
}
