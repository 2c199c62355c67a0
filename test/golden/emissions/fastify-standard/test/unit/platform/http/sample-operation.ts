import { publicAccess } from '../../../../src/platform/access.ts';
import type { Operation } from '../../../../src/platform/http/operation.ts';

/** An operation for tests: only what is given differs from a public read. */
export const sampleOperation = (over: Partial<Operation>): Operation => ({
  id: 'sample',
  method: 'GET',
  path: '/api/v1/samples',
  tag: 'samples',
  summary: 'A sample',
  access: publicAccess,
  success: { status: 200 },
  ...over,
});
