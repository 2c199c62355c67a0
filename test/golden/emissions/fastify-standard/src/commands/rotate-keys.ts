import { runAsProcess } from './command.ts';
import { rotateKeysCommand } from './rotate-keys-command.ts';

await runAsProcess(rotateKeysCommand);
