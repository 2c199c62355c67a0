import { canBeAdded } from '../compose/feature.ts';
import { bash } from './completion/bash.ts';
import { fish } from './completion/fish.ts';
import { zsh } from './completion/zsh.ts';
import { optionsOf, type FeatureChoice } from './feature-choices.ts';
import type { CommandHelp } from './help.ts';
import { schemaNames } from './json-schema.ts';
import type { CommandName, OptionDefinition } from './option-definition.ts';

/** The shells that a completion script can be printed for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The completion script of a shell, with the commands, options and values of this version. */
export const completionScript = (
  shell: Shell,
  commands: readonly CommandHelp[],
  features: readonly FeatureChoice[],
): string => {
  const scripts = { bash, zsh, fish };
  const of = (command: CommandName): readonly OptionDefinition[] => optionsOf(command, features);
  const names = commands.map(({ name }) => name);
  const called = commands.filter(({ name }) => name !== 'create');
  return scripts[shell]({
    commands: called,
    options: [...new Map(names.flatMap(of).map((definition) => [definition.key, definition])).values()],
    optionsOf: of,
    features,
    argumentsOf: {
      add: features.filter(canBeAdded).map(({ id }) => id),
      schema: schemaNames,
      completion: shells,
      help: called.map(({ name }) => name),
    },
  });
};
