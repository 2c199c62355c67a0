import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { program } from './binaries.ts';

/** A user of the system. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where the server lives and who runs it. */
export interface Home {
  readonly folder: string;
  readonly binaries: string;
  /** PostgreSQL refuses to run as root. Nothing when we are not root. */
  readonly account: Account | undefined;
  /** Why it is not in the usual folder. */
  readonly note?: string;
}

const unprivileged = 'nobody';
const usualRootFolder = '/var/lib/embedded-postgres';

/**
 * Chooses the folder of the server. For a normal user that is `folder`. Root has to hand the server over to an
 * unprivileged user, and takes a folder of the system when that user cannot reach `folder`, or the programs.
 */
export const chooseHome = (folder: string, binaries: string): Home => {
  const wanted = resolve(folder);
  if (process.getuid?.() !== 0) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return { folder: wanted, binaries, account: undefined };
  }
  const account = { uid: idOf('-u'), gid: idOf('-g') };
  mkdirSync(wanted, { recursive: true });
  own(wanted, account);
  const folderWorks = isWritable(wanted, account);
  const programsWork = canRun(program(binaries, 'postgres'), account);
  if (folderWorks && programsWork) return { folder: wanted, binaries, account };

  const elsewhere = join(usualRootFolder, createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  mkdirSync(elsewhere, { recursive: true });
  own(elsewhere, account);
  const note = `${unprivileged}, who runs it for root, cannot reach ${folderWorks ? 'node_modules' : wanted}`;
  return {
    folder: elsewhere,
    binaries: programsWork ? binaries : copied(binaries, join(elsewhere, 'programs')),
    account,
    note,
  };
};

const idOf = (option: '-u' | '-g'): number => Number(execFileSync('id', [option, unprivileged], { encoding: 'utf8' }));

const own = (folder: string, { uid, gid }: Account): void => {
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
};

// Asked as that user, because modes alone do not tell: there are access lists and mounts.
const isWritable = (folder: string, account: Account): boolean =>
  spawnSync('test', ['-w', folder], { ...account, cwd: '/' }).status === 0;

const canRun = (file: string, account: Account): boolean =>
  spawnSync(file, ['--version'], { ...account, cwd: '/' }).status === 0;

const copied = (binaries: string, target: string): string => {
  if (existsSync(target)) return target;
  const part = `${target}.${process.pid}`;
  cpSync(binaries, part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { recursive: true });
    if (!existsSync(target)) throw error;
  }
  return target;
};
