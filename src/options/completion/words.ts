import { valuesOf, type FeatureChoice } from '../feature-choices.ts';
import type { CommandHelp } from '../help.ts';
import { flagName, type CommandName, type OptionDefinition } from '../option-definition.ts';

/** The name of the program that is completed. */
export const program = 'create-backend-architect';

/** What a shell completes. */
export interface Words {
  readonly commands: readonly CommandHelp[];
  /** The options of all commands, each once. */
  readonly options: readonly OptionDefinition[];
  readonly optionsOf: (command: CommandName) => readonly OptionDefinition[];
  readonly features: readonly FeatureChoice[];
  /** What may stand behind the name of a command, where that is known. */
  readonly argumentsOf: Readonly<Partial<Record<CommandName, readonly string[]>>>;
}

/** The flags of an option, with their dashes. */
export const flagsOf = (definition: OptionDefinition): readonly string[] => {
  const name = flagName(definition);
  return definition.kind === 'toggle' ? [`--${name}`, `--no-${name}`] : [`--${name}`];
};

/** The values that an option is known to have. */
export const wordsOf = (definition: OptionDefinition, features: readonly FeatureChoice[]): readonly string[] =>
  valuesOf(definition, features).map((choice) => choice.value);

/** Text inside single quotes of a shell, where a quote ends the text. */
export const quoted = (text: string): string => `'${text.replaceAll("'", '’')}'`;
