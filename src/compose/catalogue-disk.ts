import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Catalogue, Feature, TemplateFile } from './catalogue.ts';
import { compileTemplate } from './compile.ts';
import { axes, type FeatureDefinition } from './feature.ts';
import { filesBelow } from './files-below.ts';

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** npm drops some dot files from packages, so templates write a leading dot as `_`, and a literal `_` as `__`. */
const emittedSegment = (segment: string): string =>
  segment.startsWith('__') ? segment.slice(1) : segment.startsWith('_') ? `.${segment.slice(1)}` : segment;

interface Placement {
  readonly when: readonly string[];
  readonly perEntity: boolean;
  readonly path: string;
}

/**
 * Reads off the place of a file in its feature when and where it is emitted: `when/<feature>/` may lead, any number
 * of times; then `files/` or `entity/`. Files of a `when` folder stand there without `files/`.
 */
const placementOf = (segments: readonly string[], when: readonly string[] = []): Placement | undefined => {
  const [first, second, ...rest] = segments;
  if (first === 'when' && second !== undefined) return placementOf(rest, [...when, second]);
  if (first === 'entity') return { when, perEntity: true, path: segments.slice(1).join('/') };
  if (first === 'files') return { when, perEntity: false, path: segments.slice(1).join('/') };
  return when.length > 0 ? { when, perEntity: false, path: segments.join('/') } : undefined;
};

const readTemplateFile = (root: string, featureFolder: string, file: string): TemplateFile | undefined => {
  const placement = placementOf(relative(featureFolder, file).split(sep));
  if (placement === undefined) return undefined;
  const origin = relative(root, file).split(sep).join('/');
  const source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const isTemplate = file.endsWith('.ejs');
  const path = placement.path.split('/').map(emittedSegment).join('/');
  return {
    path: isTemplate ? path.slice(0, -'.ejs'.length) : path,
    origin,
    source,
    ...(isTemplate ? { render: compileTemplate(source, origin) } : {}),
    executable: (statSync(file).mode & 0o100) !== 0,
    when: placement.when,
    perEntity: placement.perEntity,
  };
};

/** Reads one feature; `root` is what the origins of its files are told from. */
export const readFeature = async (root: string, folder: string): Promise<Feature> => {
  const module: unknown = await import(pathToFileURL(join(folder, 'feature.ts')).href);
  // A feature.ts has the definition as its default export; its type is checked where it is declared.
  const { default: definition } = module as { default: FeatureDefinition };
  const files = filesBelow(folder)
    .map((file) => readTemplateFile(root, folder, file))
    .filter((file) => file !== undefined);
  return { definition, files };
};

/** The folders of all features: every `templates/<axis>/<id>` that has a `feature.ts`. */
export const featureFolders = (root = projectRoot): string[] =>
  axes.flatMap((axis) => {
    const folder = join(root, 'templates', axis);
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('feature.ts'))
      .map((entry) => join(folder, entry.name))
      .sort();
  });

/** Discovers all features on disk. The bundle has the same catalogue, compiled by `scripts/build.mjs`. */
export const readCatalogue = async (root = projectRoot): Promise<Catalogue> => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const features = await Promise.all(featureFolders(root).map((folder) => readFeature(root, folder)));
  return { version, features };
};
