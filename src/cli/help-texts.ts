import type { FeatureChoice } from '../options/feature-choices.ts';
import { commandHelp, programHelp } from '../options/help.ts';
import { commandHelps, laterCommands } from './commands.ts';

/** The help of the program (`create`) and of every other command, as text; null for commands of later versions. */
export type HelpTexts = Readonly<Record<string, string | null>>;

/** Makes all help texts. The bundle holds the result, so that `--help` loads nothing but text. */
export const makeHelpTexts = (version: string, features: readonly FeatureChoice[]): HelpTexts =>
  Object.fromEntries<string | null>([
    ...commandHelps.map(
      (help) =>
        [
          help.name,
          help.name === 'create' ? programHelp(version, commandHelps, features) : commandHelp(help, features),
        ] as const,
    ),
    ...laterCommands.map((name) => [name, null] as const),
  ]);
