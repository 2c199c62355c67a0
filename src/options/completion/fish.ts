import type { CommandHelp } from '../help.ts';
import { takesValue, type OptionDefinition } from '../option-definition.ts';
import { flagsOf, program, quoted, wordsOf, type Words } from './words.ts';

/** When an option is offered: behind the commands that have it. No command at all is `create`. */
const fishCondition = ({ commands: having }: OptionDefinition, commands: readonly CommandHelp[]): string => {
  const names = commands.map(({ name }) => name);
  const isCreate = having.includes('create');
  const listed = names.filter((name) => having.includes(name) !== isCreate);
  if (listed.length === 0) return '';
  return ` -n '${isCreate ? 'not ' : ''}__fish_seen_subcommand_from ${listed.join(' ')}'`;
};

const fishOption = (
  definition: OptionDefinition,
  { commands, features }: Pick<Words, 'commands' | 'features'>,
): readonly string[] => {
  const words = wordsOf(definition, features).join(' ');
  return flagsOf(definition).map((flag) => {
    const condition = fishCondition(definition, commands);
    const base = `complete -c ${program}${condition} -l ${flag.slice(2)} -d ${quoted(definition.description)}`;
    const short = definition.short === undefined ? '' : ` -s ${definition.short}`;
    if (!takesValue(definition)) return `${base}${short}`;
    if (definition.kind === 'file') return `${base} -r -F`;
    return `${base} -x -a ${quoted(definition.kind === 'list' ? `(__fish_append , ${words})` : words)}`;
  });
};

/** The completion script of fish. */
export const fish = ({ commands, options, features, argumentsOf }: Words): string =>
  [
    ...commands.map(
      ({ name, summary }) => `complete -c ${program} -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    ...Object.entries(argumentsOf).map(
      ([name, words]) =>
        `complete -c ${program} -f -n '__fish_seen_subcommand_from ${name}' -a ${quoted(words.join(' '))}`,
    ),
    ...options.flatMap((definition) => fishOption(definition, { commands, features })),
    '',
  ].join('\n');
