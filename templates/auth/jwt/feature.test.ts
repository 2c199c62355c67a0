import { describe, expect, it } from 'vitest';

import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';

describe('JWT access tokens', () => {
  it('bring their authenticator, their routes and the command that rotates keys', async () => {
    const { emission } = emit(
      {
        name: 'backend',
        preset: 'standard',
        stack: 'fastify',
        database: 'postgres',
        auth: ['jwt'],
        with: [],
        without: [],
        packageManager: 'npm',
        options: {},
      },
      await readCatalogue(),
    );
    const contentOf = (path: string): string => emission.get(path)?.content ?? '';
    expect(contentOf('src/app/authenticators.ts')).toContain('createBearerAuthenticator(platform),');
    expect(contentOf('src/app/modules.ts')).toContain('tokensModule');
    expect(contentOf('package.json')).toContain('"keys:rotate"');
    expect(contentOf('migrations/0120_create_refresh_tokens.ts')).toContain('refresh_tokens');
  });
});
