/** The package managers a repository can be emitted for. */
export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export type PackageManager = (typeof packageManagers)[number];

/** The presets: how much a repository has when nothing else is said. */
export const presets = ['minimal', 'standard', 'full'] as const;
export type Preset = (typeof presets)[number];

/** The preset of answers that name none. */
export const defaultPreset: Preset = 'standard';

/** The preset of that name, or the default one. */
export const presetOf = (name: unknown): Preset => presets.find((preset) => preset === name) ?? defaultPreset;

/**
 * The validated choices of one run: plain data, kept in the manifest, the only input of `emit`.
 * Values of the axes are feature ids; `model` is absent when the built-in model of the preset is used.
 */
export interface Answers {
  readonly name: string;
  readonly preset: Preset;
  readonly stack: string;
  readonly database: string;
  readonly auth: readonly string[];
  readonly with: readonly string[];
  readonly without: readonly string[];
  readonly packageManager: PackageManager;
  /** Choices that single features add, by option name (for instance the HTTP adapter of a stack). */
  readonly options: Readonly<Record<string, string>>;
  /** The user's domain model, as data. Its shape is known to the feature that provides models. */
  readonly model?: unknown;
}
