import { parseArgs } from 'node:util';
import { verifyChain, type Anchor, type ChainBounds } from '../platform/audit/audit-chain.ts';
import { readChain } from '../platform/audit/database-audit-log.ts';
import type { Command, CommandContext } from './command.ts';
import { loadDatabaseEnvironment, withDatabase, withServer } from './database-access.ts';
import { explain, UsageError } from './failure.ts';

const anchorOf = (text: string | undefined): Anchor | undefined => {
  if (text === undefined) return undefined;
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) {
    throw new UsageError(`"${text}" is not an anchor: give <sequence>:<hash> as an earlier run printed it.`);
  }
  return { sequence: Number(sequence), hash };
};

const boundsFrom = (words: readonly string[]): ChainBounds => {
  const { values, positionals } = parseArgs({
    args: words.filter((word) => word !== '--'),
    options: { archived: { type: 'string' } },
    allowPositionals: true,
  });
  return { anchor: anchorOf(positionals[0]), archived: anchorOf(values.archived) };
};

/** @returns the exit code */
const verify = async (bounds: ChainBounds, { source, say, complain }: CommandContext): Promise<number> => {
  const env = loadDatabaseEnvironment(source);
  const verdict = await withServer(env, say, ({ url }) =>
    withDatabase(env, url, (database) => verifyChain(readChain(database), bounds)),
  );
  if (!verdict.intact) {
    complain(`The audit log was tampered with: event ${verdict.sequence} ${verdict.reason}.`);
    return 1;
  }
  const { head, count } = verdict;
  say(head ? `${count} events, intact. Head: ${head.sequence}:${head.hash}` : 'The audit log is empty.');
  return 0;
};

/**
 * Walks the audit log and tells whether it was tampered with:
 * `audit:verify [-- [<sequence>:<hash>] [--archived <sequence>:<hash>]]`.
 * The first is a head that an earlier run printed, the second the last event that was moved to an archive.
 * The exit code is 0 for an intact log, 1 for one that was tampered with, and 2 when that could not be told.
 */
export const auditVerifyCommand: Command = async (words, context) => {
  try {
    return await verify(boundsFrom(words), context);
  } catch (error) {
    context.complain(`The audit log could not be checked. ${explain(error)}`);
    return 2;
  }
};
