import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { recordOf, textOf } from './values.ts';
import { yamlDocument } from './yaml-document.ts';
import { ownFiles } from './own-files.ts';

export interface ComposeService {
  readonly name: string;
  readonly place: Place;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly image?: string;
  /** Whether it is built from this repository. */
  readonly built: boolean;
  /** The services it starts after. */
  readonly dependsOn: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const composePath = /(?:^|\/)(?:docker-)?compose\.ya?ml$/;
const known = new WeakMap<Repository, readonly ComposeService[]>();

/** The services of the Compose file nearest to the root; none without one. */
export const composeServices = (repository: Repository): readonly ComposeService[] => {
  const found = known.get(repository) ?? read(repository);
  known.set(repository, found);
  return found;
};

const read = (repository: Repository): readonly ComposeService[] => {
  const [path] = [...ownFiles(repository, composePath)].sort((one, other) => one.length - other.length);
  const document = path === undefined ? undefined : yamlDocument(repository, path);
  if (document === undefined) return [];
  return Object.entries(recordOf(recordOf(document.value).services)).map(([name, value]) => {
    const definition = recordOf(value);
    const image = textOf(definition.image);
    return {
      name,
      place: document.at('services', name),
      definition,
      built: definition.build !== undefined,
      dependsOn: Array.isArray(definition.depends_on)
        ? definition.depends_on.filter((item) => typeof item === 'string')
        : Object.keys(recordOf(definition.depends_on)),
      environment: environmentOf(definition.environment),
      ...(image !== undefined && { image }),
    };
  });
};

const environmentOf = (value: unknown): Record<string, string> => {
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(recordOf(value)).map(([name, given]) => [name, String(given)]));
  }
  const pairs = value.filter((item) => typeof item === 'string').map((item) => item.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name = '', given = '']) => [name, given]));
};
