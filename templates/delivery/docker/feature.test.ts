import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { EmitResult } from '../../../src/compose/emit.ts';
import { emitWith } from '../../../test/support/emitted.ts';

const file = (result: EmitResult, path: string): string => result.emission.get(path)?.content ?? '';
const servicesOf = (result: EmitResult): Record<string, unknown> =>
  (parse(file(result, 'compose.yaml')) as { services: Record<string, unknown> }).services;

describe('Docker', () => {
  it('starts the services that the choices need', () => {
    const services = Object.keys(servicesOf(emitWith({})));
    expect(services.sort()).toEqual(['app', 'database', 'mail', 'migrate', 'redis']);
  });

  it('leaves out what was not chosen', () => {
    const services = Object.keys(servicesOf(emitWith({ preset: 'minimal', auth: [] })));
    expect(services.sort()).toEqual(['app', 'database', 'migrate']);
  });

  it('has no password in any file, and asks for generated ones', () => {
    const result = emitWith({});
    expect(result.secrets).toEqual(
      expect.arrayContaining(['POSTGRES_PASSWORD', 'MIGRATOR_PASSWORD', 'APPLICATION_PASSWORD']),
    );
    for (const name of result.secrets) expect(file(result, 'compose.yaml')).not.toMatch(new RegExp(`${name}:-`));
  });

  it('tells the server where people reach it when its port is another, and both processes the same mode', () => {
    const environments = (auth: readonly string[]) => {
      const { app, migrate } = servicesOf(emitWith({ auth })) as Record<
        string,
        { environment: Record<string, string> }
      >;
      return [app?.environment, migrate?.environment];
    };
    const [app, migrate] = environments(['jwt']);
    expect(app).toMatchObject({
      NODE_ENV: '${NODE_ENV:-development}',
      PUBLIC_URL: '${PUBLIC_URL:-http://localhost:${PORT:-3000}}',
    });
    expect(migrate?.NODE_ENV).toBe(app?.NODE_ENV);
    // Without accounts nothing reads it.
    expect(environments([])[0]).not.toHaveProperty('PUBLIC_URL');
  });

  it('makes the script of the database roles executable', () => {
    expect(emitWith({}).emission.get('deploy/postgres/init/01-roles.sh')?.mode).toBe(0o755);
  });

  it.each([
    ['npm', 'npm ci --omit=dev', '!package-lock.json'],
    ['pnpm', 'pnpm install --frozen-lockfile --prod', '!pnpm-lock.yaml'],
    ['yarn', 'yarn workspaces focus --production', '!yarn.lock'],
    ['bun', 'bun install --frozen-lockfile --production', '!bun.lock'],
  ] as const)('installs production packages with %s from its lock file', (packageManager, command, lock) => {
    const result = emitWith({ packageManager });
    expect(file(result, 'Dockerfile')).toContain(`RUN ${command}\n`);
    expect(file(result, '.dockerignore')).toContain(`${lock}\n`);
  });

  it('gives images and projects names that Docker accepts', () => {
    const compose = file(emitWith({ name: '@acme/Shop.api' }), 'compose.yaml');
    expect(compose).toContain('name: acme-shop-api\n');
    expect(compose).toContain('image: ${IMAGE:-acme/shop.api:dev}\n');
  });
});
