import { basename, resolve } from 'node:path';
import validatePackageName from 'validate-npm-package-name';
import { nameFault } from '../tree/safe-path.ts';

/** npm's limit for the whole name, in characters. */
const maximumLength = 214;

/** The part of a package name that a folder is named after: all of it, or what follows the scope. */
export const folderOf = (packageName: string): string => packageName.split('/').at(-1) ?? packageName;

/** Why npm or some system would refuse a package of this name, or nothing when all take it. */
export const packageNameRefusal = (name: string): string | undefined => {
  const { validForNewPackages, errors = [], warnings = [] } = validatePackageName(name);
  if (!validForNewPackages) return [...errors, ...warnings].join('; ');
  const fault = nameFault(folderOf(name));
  return fault === undefined ? undefined : `name ${fault}`;
};

/** Makes a legal package name of any text. The result is shown to the user, never used silently. */
export const legalName = (text: string): string => {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, maximumLength)
    .replace(/^[._-]+|[._-]+$/g, '');
  if (plain === '') return 'backend';
  return packageNameRefusal(plain) === undefined ? plain : `${plain.split('.')[0] ?? plain}-backend`;
};

/** Where the repository goes and what its package is called, as far as the command line says it. */
export interface Naming {
  /** The folder: as given, or the last part of a scoped name. */
  readonly directory: string;
  readonly name: string;
  /** The name is neither given nor the folder's own: say so. */
  readonly wasMadeLegal: boolean;
  /** The name does not follow from the folder, so that a repetition of the run has to give it. */
  readonly wasGiven: boolean;
}

const scopedName = /^@[^/\\@]+\/[^/\\]+$/;

/**
 * Derives folder and package name from what was given. A given name is taken as it is; one that comes from the folder
 * is made legal. `@scope/name` as the directory is a package name, and the folder its last part.
 */
export const nameProject = (given: { directory: string; name?: string }, currentFolder: string): Naming => {
  if (scopedName.test(given.directory) && packageNameRefusal(given.directory) === undefined) {
    const name = given.name ?? given.directory;
    return { directory: folderOf(given.directory), name, wasMadeLegal: false, wasGiven: true };
  }
  const folder = basename(resolve(currentFolder, given.directory));
  const name = given.name ?? legalName(folder);
  const wasMadeLegal = given.name === undefined && name !== folder;
  return { directory: given.directory, name, wasMadeLegal, wasGiven: given.name !== undefined };
};
