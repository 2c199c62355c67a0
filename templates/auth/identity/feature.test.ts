import { describe, expect, it } from 'vitest';

import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';
import type { Answers } from '../../../src/compose/answers.ts';

const answers: Answers = {
  name: 'backend',
  preset: 'standard',
  stack: 'fastify',
  database: 'postgres',
  auth: [],
  with: [],
  without: [],
  packageManager: 'npm',
  options: {},
};
const emitWith = async (auth: readonly string[]) => emit({ ...answers, auth }, await readCatalogue());

describe('accounts', () => {
  it('come with every authentication method, and bring what they stand on', async () => {
    const { features, emission } = await emitWith(['jwt']);
    expect(features).toEqual(expect.arrayContaining(['identity', 'mail', 'rate-limiting', 'audit-log']));
    const roles = emission.get('src/modules/users/domain/roles.ts')?.content ?? '';
    expect(roles).toContain("export const roles = ['customer', 'manager', 'admin'] as const;");
    expect(roles).toContain('admin: everything,');
  });

  it('leave no trace without one', async () => {
    const { features, emission } = await emitWith([]);
    expect(features).not.toContain('identity');
    const paths = [...emission.keys()];
    expect(paths.filter((path) => /src\/modules\/(users|auth|tokens)\//.test(path))).toEqual([]);
    const traces = [...emission].filter(
      ([path, { content }]) => path.startsWith('src/') && /principal|access-control\.ts|JWT_|PASSWORD_/.test(content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
    const told = [...emission].filter(
      ([path, { content }]) =>
        /^(?:src|test\/e2e\/support)\/|^(?:README\.md|\.env\.example)$/.test(path) &&
        /seed_?password|known password|sign(?:ed|ing) in\b|public_url|verify-email/i.test(content),
    );
    expect(told.map(([path]) => path)).toEqual([]);
  });
});
