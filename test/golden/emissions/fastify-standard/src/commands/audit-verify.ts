/**
 * Walks the audit log and tells whether it was tampered with:
 * `audit:verify [-- [<sequence>:<hash>] [--archived <sequence>:<hash>]]`.
 * The first is a head that an earlier run printed, the second the last event that was moved to an archive.
 */
import { parseArgs } from 'node:util';
import { loadEnvironment } from '../config/environment.ts';
import { verifyChain, type Anchor } from '../platform/audit/audit-chain.ts';
import { readChain } from '../platform/audit/database-audit-log.ts';
import { createPlatform } from '../platform/platform.ts';

const anchorOf = (text: string | undefined): Anchor | undefined => {
  if (text === undefined) return undefined;
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) {
    throw new Error(`"${text}" is not an anchor: give <sequence>:<hash> as an earlier run printed it.`);
  }
  return { sequence: Number(sequence), hash };
};

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: { archived: { type: 'string' } },
  allowPositionals: true,
});
const bounds = { anchor: anchorOf(positionals[0]), archived: anchorOf(values.archived) };
const platform = await createPlatform(loadEnvironment());
try {
  const verdict = await verifyChain(readChain(platform.database), bounds);
  if (!verdict.intact) {
    process.stderr.write(`The audit log was tampered with: event ${verdict.sequence} ${verdict.reason}.\n`);
    process.exitCode = 1;
  } else if (verdict.head) {
    process.stdout.write(`${verdict.count} events, intact. Head: ${verdict.head.sequence}:${verdict.head.hash}\n`);
  } else {
    process.stdout.write('The audit log is empty.\n');
  }
} finally {
  await platform.close();
}
