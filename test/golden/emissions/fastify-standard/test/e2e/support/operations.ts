import { modules } from '../../../src/app/modules.ts';
import type { Operation } from '../../../src/platform/http/operation.ts';

/** The contract of the server under test. */
export const operations: readonly Operation[] = modules.flatMap((module) => module.operations);
