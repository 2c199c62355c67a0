/** A command that uses the embedded server until its standard input ends, or says anything: then it just exits. */
import { useEmbeddedDatabase } from '../../../../src/platform/database/embedded/embedded.ts';

const [, , dataDir = ''] = process.argv;
const database = await useEmbeddedDatabase({ dataDir, say: () => undefined });
console.log(database.adminUrl);
process.stdin.once('data', () => process.exit(1));
process.stdin.once('end', () => {
  void database.release();
});
