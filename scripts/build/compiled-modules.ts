import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeHelpTexts } from '../../src/cli/help-texts.ts';
import type { Catalogue, TemplateFile } from '../../src/compose/catalogue.ts';
import { featureFolders, readCatalogue } from '../../src/compose/catalogue-disk.ts';
import { standardFiles } from '../../src/standards/catalogue-disk.ts';
import { escapeToAscii } from './ascii.ts';
import { compiledFunction } from './compiled-function.ts';
import { knownFilesOf } from './known-files.ts';

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const inProject = (path: string): string => join(projectRoot, path);

/** What takes the place of modules that read the disk in development. */
export interface CompiledModules {
  /** Absolute path of a module → its source in the bundle. */
  readonly modules: ReadonlyMap<string, string>;
  /** The content of `templates.json`: the files of each feature as a line of JSON, in the order of the catalogue. */
  readonly templates: string;
  /** The content of `derived.json`: known derived files as lines of JSON, in the order of their keys. */
  readonly derived: string;
}

/** Files as they lie in `templates.json`. The source of a template is kept only where it is emitted as well. */
const fileData = ({ path, origin, source, render, executable, when, perEntity }: TemplateFile) => ({
  path,
  origin,
  source: render === undefined || perEntity ? source : '',
  executable,
  when,
  perEntity,
});

/**
 * The catalogue as a module. Templates are functions in it; everything else lies in `templates.json`, a line for each
 * feature, since JSON is read faster than the same text as a program, and only of the features that are chosen.
 */
const catalogueModule = (catalogue: Catalogue, folders: readonly string[]): string => {
  const imports = folders.map(
    (folder, index) => `import f${String(index)} from ${JSON.stringify(join(folder, 'feature.ts'))};`,
  );
  const features = catalogue.features.map(({ files }, index) => {
    const templates = files.flatMap(({ origin, render, source }) =>
      render === undefined ? [] : [`${JSON.stringify(origin)}: ${compiledFunction(source, origin)}`],
    );
    return `feature(f${String(index)}, ${String(index)}, {\n${templates.join(',\n')}\n})`;
  });
  return `import { readFileSync } from 'node:fs';
import { printValue } from ${JSON.stringify(inProject('src/compose/template-helpers.ts'))};
${imports.join('\n')}
let lines;
const filesOf = (index, templates) => {
  lines ??= readFileSync(new URL('../templates.json', import.meta.url), 'latin1').split('\\n');
  return JSON.parse(lines[index]).map((file) => {
    const template = templates[file.origin];
    return template === undefined ? file : { ...file, render: (locals) => template(locals, printValue) };
  });
};
const feature = (definition, index, templates) => {
  let files;
  return {
    definition,
    get files() {
      return (files ??= filesOf(index, templates));
    },
  };
};
export const catalogue = { version: ${JSON.stringify(catalogue.version)}, features: [${features.join(',\n')}] };
`;
};

/** The standards as a module: all of them, in the order in which they are found. */
const standardsModule = (): string => {
  const files = standardFiles();
  const imports = files.map((file, index) => `import s${String(index)} from ${JSON.stringify(file)};`);
  return `import { inOrder } from ${JSON.stringify(inProject('src/standards/assess.ts'))};
${imports.join('\n')}
const standards = inOrder([${files.map((_, index) => `s${String(index)}`).join(', ')}]);
export const loadStandards = async () => standards;
`;
};

/** Finds known derived files by their keys; they lie in `derived.json`, a line for each emission. */
const findKnownFilesModule = (keys: readonly string[]): string => `import { readFileSync } from 'node:fs';
const keys = ${JSON.stringify(keys)};
export const findKnownFiles = (key) => {
  const index = keys.indexOf(key);
  if (index === -1) return undefined;
  return JSON.parse(readFileSync(new URL('../derived.json', import.meta.url), 'latin1').split('\\n')[index]);
};
`;

/** Compiles the catalogue of `root`, and the texts that are made from it. */
export const compiledModules = async (root: string): Promise<CompiledModules> => {
  const catalogue = await readCatalogue(root);
  const definitions = catalogue.features.map((feature) => feature.definition);
  const known = await knownFilesOf(catalogue);
  const catalogueId = inProject('src/cli/compiled-catalogue.ts');
  return {
    modules: new Map([
      [catalogueId, catalogueModule(catalogue, featureFolders(root))],
      [
        inProject('src/cli/load-catalogue.ts'),
        `export const loadCatalogue = async () => (await import(${JSON.stringify(catalogueId)})).catalogue;`,
      ],
      [inProject('src/standards/load-standards.ts'), standardsModule()],
      [inProject('src/compose/find-known-files.ts'), findKnownFilesModule([...known.keys()])],
      [
        inProject('src/cli/load-help.ts'),
        `const texts = ${JSON.stringify(makeHelpTexts(catalogue.version, definitions))};\nexport const loadHelp = async () => texts;`,
      ],
      [
        inProject('src/cli/load-version.ts'),
        `export const loadVersion = async () => ${JSON.stringify(catalogue.version)};`,
      ],
    ]),
    templates: catalogue.features
      .map((feature) => escapeToAscii(JSON.stringify(feature.files.map(fileData))))
      .join('\n'),
    derived: [...known.values()].map((files) => escapeToAscii(JSON.stringify(files))).join('\n'),
  };
};
