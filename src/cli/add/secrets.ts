import { parseEnv } from 'node:util';
import { ENVIRONMENT_FILE, secretsFile } from '../../project/secrets.ts';
import type { Change, ChangeSet } from '../../tree/change-set.ts';
import { createReader } from '../../tree/existing.ts';
import { completedEnvironment } from '../../tree/merge-environment.ts';
import { creation, inOrder } from '../../tree/plan.ts';
import { isLeftOpen } from '../create/refuse-unsafe.ts';
import type { Addition } from './addition.ts';

/** Names of variables that get a random value and were not asked for before. */
const newSecretsOf = ({ base, theirs }: Addition): readonly string[] =>
  theirs.notes.secrets.filter((name) => !base.notes.secrets.includes(name));

const environmentChange = ({ target, theirs }: Addition): Change | undefined => {
  const file = secretsFile(theirs.notes.secrets);
  const existing = createReader(target.path)(ENVIRONMENT_FILE);
  if (existing.kind === 'blocked') return undefined;
  return existing.kind === 'absent'
    ? creation(ENVIRONMENT_FILE, file)
    : completedEnvironment(ENVIRONMENT_FILE, file, existing);
};

/**
 * Makes the secrets that the addition asks for, as creating with it would: those that the file of settings lacks, into
 * a file that git ignores. Where it does not, they are left to the person.
 */
export const withSecrets = async (changeSet: ChangeSet, addition: Addition): Promise<ChangeSet> => {
  if (newSecretsOf(addition).length === 0) return changeSet;
  const change = environmentChange(addition);
  if (change === undefined || change.action === 'skip') return changeSet;
  const rest = changeSet.changes.filter(({ path }) => path !== ENVIRONMENT_FILE);
  const changed = { ...changeSet, changes: inOrder([...rest, change]) };
  return (await isLeftOpen(changed)) ? changeSet : changed;
};

/** The new secrets that the file of settings lacks: a person has to give them a value. */
export const leftSecrets = (addition: Addition): readonly string[] => {
  const existing = createReader(addition.target.path)(ENVIRONMENT_FILE);
  const present = existing.kind === 'file' ? parseEnv(existing.bytes.toString('utf8')) : {};
  return newSecretsOf(addition).filter((name) => !Object.hasOwn(present, name));
};
