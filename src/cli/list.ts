import { presets } from '../compose/answers.ts';
import type { Catalogue } from '../compose/catalogue.ts';
import { inPreset } from '../compose/feature.ts';
import type { Group } from '../standards/standard.ts';
import type { Command } from './command.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { readArguments } from './read-arguments.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

/** What there is, as `list --json` prints it. */
interface Listing {
  readonly features: readonly {
    readonly id: string;
    readonly axis: string;
    readonly title: string;
    readonly description: string;
    readonly presets: readonly string[];
  }[];
  readonly generators: readonly { readonly id: string }[];
  readonly standards: readonly ListedStandard[];
}

interface ListedStandard {
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  readonly why: string;
  readonly references: readonly string[];
  readonly features: readonly string[];
}

/** The generators that emitted repositories have: every `generators/<id>/generator.*` among the files of features. */
const generatorsOf = (catalogue: Catalogue): Listing['generators'] => {
  const ids = catalogue.features
    .flatMap((feature) => feature.files)
    .map((file) => /^generators\/([^/]+)\/generator\.[jt]s$/.exec(file.path)?.[1])
    .filter((id) => id !== undefined);
  return [...new Set(ids)].sort().map((id) => ({ id }));
};

const featuresOf = (catalogue: Catalogue): Listing['features'] =>
  catalogue.features
    .map((feature) => feature.definition)
    .filter((definition) => definition.internal !== true && definition.axis !== 'base')
    .map((definition) => {
      const { id, axis, title, description } = definition;
      return { id, axis, title, description, presets: presets.filter((preset) => inPreset(definition, preset)) };
    });

const listedStandards = async (): Promise<readonly ListedStandard[]> => {
  const [{ loadStandards }, { groupOf }] = await Promise.all([
    import('../standards/load-standards.ts'),
    import('../standards/standard.ts'),
  ]);
  return (await loadStandards()).map((standard) => {
    const { id, title, why, references, features } = standard;
    return { id, title, group: groupOf(standard), why, references, features };
  });
};

const standardsAsText = async (terminal: Terminal): Promise<string> => {
  const { groups, groupTitles } = await import('../standards/standard.ts');
  const style = styleFor(terminal);
  const standards = await listedStandards();
  const column = Math.max(...standards.map(({ id }) => id.length), 0) + 2;
  const lines = groups.flatMap((group) => [
    style.strong(groupTitles[group]),
    ...standards.filter((one) => one.group === group).map(({ id, title }) => `  ${id.padEnd(column)}${title}`),
    '',
  ]);
  return lines.join('\n');
};

const asText = ({ features, generators }: Omit<Listing, 'standards'>, terminal: Terminal): string => {
  const style = styleFor(terminal);
  const column = Math.max(...features.map(({ id }) => id.length), 0) + 2;
  const axes = [...new Set(features.map(({ axis }) => axis))];
  const lines = axes.flatMap((axis) => [
    style.strong(axis),
    ...features
      .filter((feature) => feature.axis === axis)
      .map(({ id, description }) => `  ${id.padEnd(column)}${description}`),
    '',
  ]);
  return [...lines, style.strong('generators'), ...generators.map(({ id }) => `  ${id}`), ''].join('\n');
};

/** Shows the features and generators of this version, or its standards; as JSON all three. */
export const list: Command = async ({ argv, terminal }) => {
  const { given } = readArguments('list', argv, 0);
  if (given.has('standards') && !terminal.json) return { output: await standardsAsText(terminal) };
  const catalogue = await loadCatalogue();
  const listing = { features: featuresOf(catalogue), generators: generatorsOf(catalogue) };
  if (!terminal.json) return { output: asText(listing, terminal) };
  const everything: Listing = { ...listing, standards: await listedStandards() };
  return { output: `${JSON.stringify(everything)}\n` };
};
