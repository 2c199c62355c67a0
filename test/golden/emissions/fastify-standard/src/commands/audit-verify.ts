/** Walks the audit log and tells whether it was tampered with: `audit:verify [-- <sequence>:<hash>]`. */
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

const anchor = anchorOf(process.argv.slice(2).find((argument) => argument !== '--'));
const platform = await createPlatform(loadEnvironment());
try {
  const verdict = await verifyChain(readChain(platform.database), anchor);
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
