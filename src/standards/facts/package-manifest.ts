import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { once } from './once.ts';
import { recordOf, textOf } from './values.ts';
import { yamlDocument } from './yaml-document.ts';

const path = 'package.json';

/** What `package.json` says; nothing when it is not there or does not parse. */
export const packageManifest = (repository: Repository): Readonly<Record<string, unknown>> =>
  recordOf(yamlDocument(repository, path)?.value);

export interface PackageScript {
  readonly command: string;
  readonly place: Place;
}

/** The scripts of `package.json` by name. */
export const packageScripts = once((repository): ReadonlyMap<string, PackageScript> => {
  const document = yamlDocument(repository, path);
  const scripts = recordOf(recordOf(document?.value).scripts);
  return new Map(
    Object.entries(scripts).flatMap(([name, value]) => {
      const command = textOf(value);
      return command === undefined || document === undefined
        ? []
        : [[name, { command, place: document.at('scripts', name) }] as const];
    }),
  );
});
