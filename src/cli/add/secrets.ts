import { parseEnv } from 'node:util';
import { ENVIRONMENT_FILE, secretsFile } from '../../project/secrets.ts';
import type { ChangeSet } from '../../tree/change-set.ts';
import { createReader } from '../../tree/existing.ts';
import { creation, inOrder } from '../../tree/plan.ts';
import { isLeftOpen } from '../create/refuse-unsafe.ts';
import type { Addition } from './addition.ts';

/** Names of variables that get a random value and were not asked for before. */
const newSecretsOf = ({ base, theirs }: Addition): readonly string[] =>
  theirs.notes.secrets.filter((name) => !base.notes.secrets.includes(name));

/**
 * Makes the secrets that the addition asks for, as creating with it would, where there is no file of settings yet and
 * git ignores it. One that is there is never touched, so what it lacks is left to the person.
 */
export const withSecrets = async (changeSet: ChangeSet, addition: Addition): Promise<ChangeSet> => {
  const { target, theirs } = addition;
  const isAbsent = createReader(target.path)(ENVIRONMENT_FILE).kind === 'absent';
  if (!isAbsent || newSecretsOf(addition).length === 0) return changeSet;
  const made = creation(ENVIRONMENT_FILE, secretsFile(theirs.notes.secrets));
  const changed = { ...changeSet, changes: inOrder([...changeSet.changes, made]) };
  return (await isLeftOpen(changed)) ? changeSet : changed;
};

/** The new secrets that the file of settings lacks: a person has to give them a value. */
export const leftSecrets = (addition: Addition): readonly string[] => {
  const existing = createReader(addition.target.path)(ENVIRONMENT_FILE);
  const present = existing.kind === 'file' ? parseEnv(existing.bytes.toString('utf8')) : {};
  return newSecretsOf(addition).filter((name) => !Object.hasOwn(present, name));
};
