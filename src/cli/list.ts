import type { Catalogue } from '../compose/catalogue.ts';
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
  readonly standards: readonly { readonly id: string }[];
}

/** The generators that emitted repositories have: every `generators/<id>/generator.*` among the files of features. */
const generatorsOf = (catalogue: Catalogue): Listing['generators'] => {
  const ids = catalogue.features
    .flatMap((feature) => feature.files)
    .map((file) => /^generators\/([^/]+)\/generator\.[jt]s$/.exec(file.path)?.[1])
    .filter((id) => id !== undefined);
  return [...new Set(ids)].sort().map((id) => ({ id }));
};

const listingOf = (catalogue: Catalogue): Listing => ({
  features: catalogue.features
    .map((feature) => feature.definition)
    .filter((definition) => definition.internal !== true && definition.axis !== 'base')
    .map(({ id, axis, title, description, presets = [] }) => ({ id, axis, title, description, presets })),
  generators: generatorsOf(catalogue),
  standards: [],
});

const asText = ({ features, generators }: Listing, terminal: Terminal): string => {
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

/** Shows the features and generators of this version. */
export const list: Command = async ({ argv, terminal }) => {
  readArguments('list', argv, 0);
  const listing = listingOf(await loadCatalogue());
  return { output: terminal.json ? `${JSON.stringify(listing)}\n` : asText(listing, terminal) };
};
