import type { PackageManager } from '../../../src/compose/answers.ts';
import type { Pin, Slots } from '../../../src/compose/slots.ts';

/** The fields of package.json that make an install silent, in the words of one package manager. */
type Fields = Readonly<Record<string, unknown>>;

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

/** What package.json has to say so that an install runs no script that nothing needs, and gives no warning. */
export const installFields = (manager: PackageManager, { refusedInstallScripts, pins }: Slots): Fields =>
  fieldsOf[manager](refusedInstallScripts.items.map((refused) => refused.package).sort(), pins.items);
