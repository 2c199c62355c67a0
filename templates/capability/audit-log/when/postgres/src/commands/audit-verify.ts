import { auditVerifyCommand } from './audit-verify-command.ts';
import { runAsProcess } from './command.ts';

await runAsProcess(auditVerifyCommand);
