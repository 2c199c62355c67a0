import { runAsProcess } from './command.ts';
import { dbCommand } from './db-command.ts';

await runAsProcess(dbCommand);
