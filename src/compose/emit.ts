import type { Emission, EmittedFile } from '../tree/emission.ts';
import type { Answers, PackageManager } from './answers.ts';
import { TemplateError, type Catalogue, type Feature, type Locals, type TemplateFile } from './catalogue.ts';
import { canBeAdded, type EntityView, type ModelProvider, type ModelView, type Project } from './feature.ts';
import { inPackageManager } from './package-commands.ts';
import { resolve } from './resolve.ts';
import { createSlots, type NextStep, type PostInstallStep } from './slots.ts';
import { json, list } from './template-helpers.ts';

/** Makes the files that follow from others. */
export interface Derivation {
  /** It is about everything there is, what others derive included. */
  readonly isLast: boolean;
  /** Path → text goes in, path → text comes out. */
  readonly derive: (files: ReadonlyMap<string, string>) => Promise<ReadonlyMap<string, string>>;
}

/** What `emit` makes: the files, and what is to be done with them afterwards. */
export interface EmitResult {
  readonly emission: Emission;
  readonly features: readonly string[];
  readonly postInstall: readonly PostInstallStep[];
  readonly nextSteps: readonly NextStep[];
  /** Names of variables that get a random value of their own in the new repository's `.env`. */
  readonly secrets: readonly string[];
  /** What `derive` runs, in order. */
  readonly derivations: readonly Derivation[];
}

/** Two features emit the same file. A fault of the templates, not of the user. */
export class DuplicateFileError extends Error {
  constructor(path: string, first: string, second: string) {
    super(`${second} emits ${path}, which ${first} emits already.`);
    this.name = 'DuplicateFileError';
  }
}

const projectOf = (answers: Answers, catalogue: Catalogue, features: readonly Feature[]): Project => {
  const ids = features.map((feature) => feature.definition.id);
  const options = new Map(
    features.flatMap((feature) => feature.definition.options ?? []).map((option) => [option.name, option]),
  );
  const choices = [...options.values()].map(({ name, default: byDefault }) => {
    return `${name}=${answers.options[name] ?? byDefault}`;
  });
  return {
    name: answers.name,
    version: catalogue.version,
    answers,
    packageManager: answers.packageManager,
    features: ids,
    available: catalogue.features
      .map(({ definition }) => definition)
      .filter(canBeAdded)
      .map(({ id }) => id),
    has: (feature) => ids.includes(feature) || choices.includes(feature),
    title: (id) => features.find(({ definition }) => definition.id === id)?.definition.title ?? id,
    option: (name) => {
      const option = options.get(name);
      if (option === undefined) throw new Error(`No chosen feature declares the option "${name}".`);
      return answers.options[name] ?? option.default;
    },
  };
};

/** The slots are written to before they are read: a feature must not depend on what came before it. */
const contribute = (features: readonly Feature[], project: Project) => {
  const slots = createSlots();
  for (const feature of features) feature.definition.contribute?.(project, slots);
  for (const feature of features) feature.definition.conclude?.(project, slots);
  return slots;
};

const viewsOf = (provider: ModelProvider | undefined, project: Project): ModelView => {
  if (provider === undefined) return { entities: [] };
  return provider.views(project.answers.model ?? provider.defaultModel(project.answers.preset), project);
};

const renderFile = (file: TemplateFile, locals: Locals): string => {
  if (file.render === undefined) return file.source;
  try {
    return file.render(locals);
  } catch (error) {
    throw new TemplateError(file.origin, error);
  }
};

const pathFor = (file: TemplateFile, entity: EntityView): string =>
  file.path.replace(/\[(\w+)\]/g, (placeholder, name: string) => {
    const value = entity.path[name];
    if (value === undefined) throw new TemplateError(file.origin, `the path has no value for ${placeholder}`);
    return value;
  });

class Collector {
  readonly files = new Map<string, EmittedFile>();
  readonly #origins = new Map<string, string>();
  readonly #manager: PackageManager;

  constructor(manager: PackageManager) {
    this.#manager = manager;
  }

  add(path: string, content: string, file: TemplateFile): void {
    // A template whose answers leave nothing to say says so by being empty.
    if (file.render !== undefined && content.trim() === '') return;
    const first = this.#origins.get(path);
    // What several entities need is made once: its path says nothing of them.
    if (file.perEntity && file.path === path && first === file.origin) return;
    if (first !== undefined) throw new DuplicateFileError(path, first, file.origin);
    this.#origins.set(path, file.origin);
    this.files.set(path, {
      content: inPackageManager(content, this.#manager),
      ...(file.executable ? { mode: 0o755 } : {}),
    });
  }
}

/** What is derived from everything comes last. */
const derivationsOf = (features: readonly Feature[], project: Project): readonly Derivation[] =>
  features
    .map(({ definition }) => definition)
    .flatMap(({ derive, derivesLast = false }): Derivation[] =>
      derive === undefined ? [] : [{ isLast: derivesLast, derive: (files) => derive(files, project) }],
    )
    .toSorted((a, b) => Number(a.isLast) - Number(b.isLast));

/**
 * Renders the complete repository for the answers: pure, without disk, time or randomness.
 * @throws ResolutionError when the answers do not go together; TemplateError when a template is at fault
 */
export const emit = (answers: Answers, catalogue: Catalogue): EmitResult => {
  const features = resolve(answers, catalogue);
  const project = projectOf(answers, catalogue, features);
  const slots = contribute(features, project);
  const provider = features.find((feature) => feature.definition.modelProvider !== undefined)?.definition.modelProvider;
  const model = viewsOf(provider, project);
  const locals = { project, slots, model, json, list };
  const collector = new Collector(answers.packageManager);
  for (const file of features.flatMap((feature) => feature.files)) {
    if (!file.when.every((id) => project.has(id))) continue;
    if (!file.perEntity) {
      collector.add(file.path, renderFile(file, locals), file);
      continue;
    }
    for (const entity of model.entities) {
      collector.add(pathFor(file, entity), renderFile(file, { ...locals, entity }), file);
    }
    if (provider !== undefined) {
      const path = `${provider.templateFolder}/${file.path}${file.render === undefined ? '' : '.ejs'}`;
      collector.add(path, file.source, { ...file, path });
    }
  }
  const emission: Emission = new Map([...collector.files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    emission,
    features: project.features,
    postInstall: slots.postInstall.items,
    nextSteps: slots.nextSteps.items.map((step) => ({
      ...step,
      command: inPackageManager(step.command, answers.packageManager),
    })),
    secrets: slots.secrets.items.map((secret) => secret.name),
    derivations: derivationsOf(features, project),
  };
};
