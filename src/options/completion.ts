import { canBeAdded } from '../compose/feature.ts';
import { optionsOf, valuesOf, type FeatureChoice } from './feature-choices.ts';
import type { CommandHelp } from './help.ts';
import { schemaNames } from './json-schema.ts';
import { flagName, takesValue, type CommandName, type OptionDefinition } from './option-definition.ts';

/** The shells that a completion script can be printed for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const program = 'create-backend-architect';

interface Words {
  readonly commands: readonly CommandHelp[];
  /** The options of all commands, each once. */
  readonly options: readonly OptionDefinition[];
  readonly optionsOf: (command: CommandName) => readonly OptionDefinition[];
  readonly features: readonly FeatureChoice[];
  /** What may stand behind the name of a command, where that is known. */
  readonly argumentsOf: Readonly<Partial<Record<CommandName, readonly string[]>>>;
}

const flagsOf = (definition: OptionDefinition): readonly string[] => {
  const name = flagName(definition);
  return definition.kind === 'toggle' ? [`--${name}`, `--no-${name}`] : [`--${name}`];
};

const wordsOf = (definition: OptionDefinition, features: readonly FeatureChoice[]): readonly string[] =>
  valuesOf(definition, features).map((choice) => choice.value);

/** Text inside single quotes of a shell, where a quote ends the text. */
const quoted = (text: string): string => `'${text.replaceAll("'", '’')}'`;

/** Names of files may hold blanks: they are told apart by lines, and quoted by readline. */
const bashFiles = `local IFS=$'\\n'; compopt -o filenames 2>/dev/null`;

const bashValue = (definition: OptionDefinition, features: readonly FeatureChoice[]): string => {
  const words = wordsOf(definition, features).join(' ');
  const name = `--${flagName(definition)}`;
  if (definition.kind === 'file')
    return `    ${name}) ${bashFiles}; COMPREPLY=($(compgen -f -- "$current")); return ;;`;
  if (definition.kind !== 'list') return `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$current")); return ;;`;
  return `    ${name})
      COMPREPLY=($(compgen -P "$listed" -W "${words}" -- "\${current##*,}")); return ;;`;
};

const bash = ({ commands, options, optionsOf: of, features, argumentsOf }: Words): string => {
  const flags = (command: CommandName): string => of(command).flatMap(flagsOf).join(' ');
  return `_create_backend_architect() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" listed=""
  # To bash, the "=" of "--stack=web" is a word of its own.
  if [[ "$current" == "=" ]]; then current=""
  elif [[ "$previous" == "=" ]]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  [[ "$current" == *,* ]] && listed="\${current%,*},"
  case "$previous" in
${options
  .filter(takesValue)
  .map((definition) => bashValue(definition, features))
  .join('\n')}
  esac
  if [[ "$current" == -* ]]; then
    local flags="${flags('create')}"
    case "\${COMP_WORDS[1]}" in
${commands.map(({ name }) => `      ${name}) flags="${flags(name)}" ;;`).join('\n')}
    esac
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif (( COMP_CWORD == 1 )); then
    ${bashFiles}
    COMPREPLY=($(compgen -W $'${commands.map(({ name }) => name).join('\\n')}' -- "$current") $(compgen -d -- "$current"))
  else
    case "\${COMP_WORDS[1]}" in
${Object.entries(argumentsOf)
  .map(([name, words]) => `      ${name}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current")) ;;`)
  .join('\n')}
    esac
  fi
}
complete -F _create_backend_architect ${program}
`;
};

const zshOption = (definition: OptionDefinition, features: readonly FeatureChoice[]): readonly string[] => {
  const text = definition.description.replaceAll(/[[\]:]/g, ' ');
  const words = wordsOf(definition, features).join(' ');
  return flagsOf(definition).map((flag) => {
    if (!takesValue(definition)) return quoted(`${flag}[${text}]`);
    if (definition.kind === 'file') return quoted(`${flag}=[${text}]:file:_files`);
    if (definition.kind === 'list') return quoted(`*${flag}=[${text}]:values:_values -s , value ${words}`);
    return quoted(`${flag}=[${text}]:value:(${words})`);
  });
};

const zsh = ({ commands, optionsOf: of, features, argumentsOf }: Words): string => {
  const specs = (command: CommandName, words: string): string =>
    [quoted(words), ...of(command).flatMap((option) => zshOption(option, features))].join(' \\\n      ');
  const wordsFor = (command: CommandName): string => `*:word:(${argumentsOf[command]?.join(' ') ?? ''})`;
  // Without its own name in front, the words of a command are those that its arguments are.
  return `#compdef ${program}
_create_backend_architect() {
  local -a commands
  commands=(${commands.map(({ name, summary }) => quoted(`${name}:${summary}`)).join(' ')})
  if (( CURRENT == 2 )) && [[ "$words[2]" != -* ]]; then
    _describe command commands
    _files -/
    return
  fi
  case "$words[2]" in
${commands.map(({ name }) => `    ${name}) shift words; (( CURRENT-- )); _arguments ${specs(name, wordsFor(name))} ;;`).join('\n')}
    *) _arguments ${specs('create', '1:directory:_files -/')} ;;
  esac
}
compdef _create_backend_architect ${program}
`;
};

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

const fish = ({ commands, options, features, argumentsOf }: Words): string =>
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
