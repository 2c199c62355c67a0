import type { FeatureDefinition } from './feature.ts';

/** The variables of a template. */
export type Locals = Readonly<Record<string, unknown>>;

/** A file of a feature: copied, or rendered when it has `render`. */
export interface TemplateFile {
  /** Path in the emitted repository; placeholders such as `[plural]` stand in those of entities. */
  readonly path: string;
  /** Where it stands in the templates, for messages. */
  readonly origin: string;
  readonly source: string;
  readonly render?: (locals: Locals) => string;
  readonly executable: boolean;
  /** Emitted only when all of these features are in. */
  readonly when: readonly string[];
  /** Rendered once for each entity of the model; a path without placeholders is emitted once, for the first that needs it. */
  readonly perEntity: boolean;
}

/** A feature with its files. */
export interface Feature {
  readonly definition: FeatureDefinition;
  readonly files: readonly TemplateFile[];
}

/** All features there are, and the version of the templates. */
export interface Catalogue {
  readonly version: string;
  readonly features: readonly Feature[];
}

/** A template that does not compile or render, with its file. A fault of ours. */
export class TemplateError extends Error {
  constructor(origin: string, cause: unknown) {
    super(`The template ${origin} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'TemplateError';
  }
}
