import { join } from 'node:path';

import { comparePaths, type Emission } from '../tree/emission.ts';
import { TreeError } from '../tree/errors.ts';
import { createReader } from '../tree/existing.ts';
import { isSafePath } from '../tree/safe-path.ts';
import { sha256 } from '../tree/sha256.ts';
import { plain } from '../tree/text.ts';

/** Where an emitted repository says how it was made. */
export const MANIFEST_PATH = '.backend-architect.json';

/** How a repository was made: enough to emit it again, and to know which of its files nobody has touched. */
export interface Manifest {
  /** The version of this package that emitted the repository. */
  readonly generator: string;
  readonly answers: Readonly<Record<string, unknown>>;
  /** Feature ids, in the order in which they were composed. */
  readonly features: readonly string[];
  /** SHA-256 (hex) of each emitted file, without the manifest itself. */
  readonly files: Readonly<Record<string, string>>;
}

/** A manifest that cannot be used. */
export class ManifestError extends TreeError {
  readonly exitCode = 3;

  constructor(path: string, reason: string) {
    super(`The manifest ${path} ${reason}.`, 'Restore it from version control.');
  }
}

/** What a manifest is made from. */
export interface ManifestInput {
  readonly generator: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly features: readonly string[];
  readonly emission: Emission;
}

/** Describes an emission. Secrets are never part of an emission when this is called: add them afterwards. */
export function manifestOf({ generator, answers, features, emission }: ManifestInput): Manifest {
  const files = [...emission]
    .filter(([path]) => path !== MANIFEST_PATH)
    .map(([path, file]) => [path, sha256(file.content)] as const);
  return { generator, answers, features, files: Object.fromEntries(files) };
}

/** The manifest's bytes: the same manifest always gives the same ones, whatever the order of its keys. */
export function renderManifest(manifest: Manifest): string {
  const { generator, answers, features, files } = manifest;
  return `${JSON.stringify({ generator, answers: sorted(answers), features, files: sorted(files) }, undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => comparePaths(left, right));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isHashTable(value: unknown): value is Record<string, string> {
  return (
    isRecord(value) && Object.values(value).every((hash) => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash))
  );
}

/**
 * Reads the text of a manifest, which anybody may have edited: everything in it is checked, unknown keys are dropped.
 *
 * @param where the file's path, for messages
 * @throws {ManifestError} it is not a manifest
 */
export function parseManifest(text: string, where: string = MANIFEST_PATH): Manifest {
  const value = parseJson(text, where);
  if (!isRecord(value)) throw new ManifestError(where, 'is not a JSON object');
  const { generator, answers, features, files } = value;
  if (typeof generator !== 'string' || generator === '') throw new ManifestError(where, 'names no "generator" version');
  if (!isRecord(answers)) throw new ManifestError(where, 'has no object "answers"');
  if (!isStringList(features)) throw new ManifestError(where, 'has no list of names "features"');
  if (!isHashTable(files)) throw new ManifestError(where, 'has no table of SHA-256 hashes "files"');
  const strange = Object.keys(files).find((path) => !isSafePath(path));
  if (strange !== undefined)
    throw new ManifestError(where, `lists the file "${strange}", which is no path inside of a repository`);
  return { generator, answers, features, files };
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(plain(text), (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch (error) {
    throw new ManifestError(where, `is not valid JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

/**
 * The manifest of the repository in `folder`; undefined if there is none, so that it is not one of ours.
 *
 * @throws {ManifestError} there is one, but it cannot be used
 */
export function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, MANIFEST_PATH);
  const existing = createReader(folder)(MANIFEST_PATH);
  if (existing.kind === 'absent') return undefined;
  if (existing.kind === 'blocked') throw new ManifestError(path, existing.reason);
  return parseManifest(existing.bytes.toString('utf8'), path);
}
