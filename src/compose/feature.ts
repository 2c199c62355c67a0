import type { Answers, PackageManager, Preset } from './answers.ts';
import type { Slots } from './slots.ts';

/** The kinds of features, in the order in which their contributions come. */
export const axes = ['base', 'stack', 'database', 'capability', 'auth', 'delivery'] as const;
export type Axis = (typeof axes)[number];

/** What templates and features may know of the repository that is being emitted. */
export interface Project {
  readonly name: string;
  readonly version: string;
  readonly answers: Answers;
  readonly packageManager: PackageManager;
  /** Ids of all features of the emission, in order. */
  readonly features: readonly string[];
  /** Ids of all features that this version can add to a repository, those of this one among them. */
  readonly available: readonly string[];
  /** Whether a feature is in, or, as `option=value`, whether that choice was made for an option of one that is in. */
  has(feature: string): boolean;
  /** The choice made for an option that a feature declares. */
  option(name: string): string;
  /** What a feature that is in calls itself. */
  title(feature: string): string;
}

/** A choice that a feature adds to the command line. */
export interface FeatureOption {
  readonly name: string;
  /** Each value, and why one would pick it. */
  readonly values: Readonly<Record<string, string>>;
  readonly default: string;
  readonly description: string;
  /** Features that a value stands on: value → ids. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
}

/** One entity of a model as templates see it. The rest of its members belong to the provider of models. */
export interface EntityView {
  /** Values for the placeholders in the paths of entity templates: `[plural]`, `[name]`, … */
  readonly path: Readonly<Record<string, string>>;
}

/** The domain model as templates see it. */
export interface ModelView {
  readonly entities: readonly EntityView[];
}

/** Makes views of a domain model; one feature of an emission has it. */
export interface ModelProvider {
  /** The model that is used when the user gives none. */
  defaultModel(preset: Preset): unknown;
  views(model: unknown, project: Project): ModelView;
  /** Where the entity templates go in the emitted repository, for its own generator. */
  readonly templateFolder: string;
}

/** One thing a repository can have. See CONTRIBUTING for a worked example. */
export interface FeatureDefinition {
  readonly id: string;
  readonly axis: Axis;
  readonly title: string;
  /** One line: what it gives and why one would pick it. */
  readonly description: string;
  /** Never offered, only required by others. */
  readonly internal?: boolean;
  /** Presets that have it by default; `full` has every feature. */
  readonly presets?: readonly Preset[];
  readonly requires?: readonly string[];
  readonly conflicts?: readonly { readonly feature: string; readonly because: string }[];
  /** Features whose contributions must come first when both are chosen. */
  readonly after?: readonly string[];
  /** Why the feature makes no sense with these answers, or nothing when it does. */
  readonly refuses?: (answers: Answers) => string | undefined;
  readonly options?: readonly FeatureOption[];
  readonly modelProvider?: ModelProvider;
  readonly contribute?: (project: Project, slots: Slots) => void;
  /** Runs after every feature has contributed: for places that sum up what stands in others. */
  readonly conclude?: (project: Project, slots: Slots) => void;
  /**
   * Files that follow from all the others, such as documents about them: path → text goes in, the further files come
   * out. What it needs is loaded when it is called, so that commands that emit nothing do not pay for it.
   */
  readonly derive?: (files: ReadonlyMap<string, string>, project: Project) => Promise<ReadonlyMap<string, string>>;
  /** What it derives follows from what all others derive as well. */
  readonly derivesLast?: boolean;
}

/** Whether a repository has any number of such features, or none. */
export const isOptional = ({ axis }: Pick<FeatureDefinition, 'axis'>): boolean =>
  axis === 'capability' || axis === 'delivery';

/** Whether a preset has the feature by default; `full` has every optional one. */
export const inPreset = (
  { axis, internal, presets = [] }: Pick<FeatureDefinition, 'axis' | 'internal' | 'presets'>,
  preset: Preset,
): boolean => presets.includes(preset) || (preset === 'full' && internal !== true && isOptional({ axis }));

/** Whether a repository can get the feature later on; it has exactly one of those that it stands on. */
export const canBeAdded = ({ axis, internal }: Pick<FeatureDefinition, 'axis' | 'internal'>): boolean =>
  internal !== true && (isOptional({ axis }) || axis === 'auth');

/** Declares a feature. It only gives the definition its type. */
export const defineFeature = (definition: FeatureDefinition): FeatureDefinition => definition;
