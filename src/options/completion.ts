import { canBeAdded } from '../compose/feature.ts';
import { optionsOf, valuesOf, type FeatureChoice } from './feature-choices.ts';
import type { CommandHelp } from './help.ts';
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
}

const flagsOf = (definition: OptionDefinition): readonly string[] => {
  const name = flagName(definition);
  return definition.kind === 'toggle' ? [`--${name}`, `--no-${name}`] : [`--${name}`];
};

const wordsOf = (definition: OptionDefinition, features: readonly FeatureChoice[]): readonly string[] =>
  valuesOf(definition, features).map((choice) => choice.value);

const addable = (features: readonly FeatureChoice[]): readonly string[] =>
  features.filter(canBeAdded).map((feature) => feature.id);

/** Text inside single quotes of a shell, where a quote ends the text. */
const quoted = (text: string): string => `'${text.replaceAll("'", '’')}'`;

const bash = ({ commands, options, optionsOf: of, features }: Words): string => {
  const flags = (command: CommandName): string => of(command).flatMap(flagsOf).join(' ');
  const cases = options.filter(takesValue).map((definition) => {
    const words = wordsOf(definition, features).join(' ');
    const name = `--${flagName(definition)}`;
    if (definition.kind === 'file') return `    ${name}) COMPREPLY=($(compgen -f -- "$current")); return ;;`;
    if (definition.kind !== 'list') return `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$current")); return ;;`;
    return `    ${name})
      COMPREPLY=($(compgen -P "$listed" -W "${words}" -- "\${current##*,}")); return ;;`;
  });
  return `_create_backend_architect() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" listed=""
  [[ "$current" == *,* ]] && listed="\${current%,*},"
  case "$previous" in
${cases.join('\n')}
    completion) COMPREPLY=($(compgen -W "${shells.join(' ')}" -- "$current")); return ;;
  esac
  if [[ "\${COMP_WORDS[1]}" == add && "$current" != -* ]]; then
    COMPREPLY=($(compgen -W "${addable(features).join(' ')}" -- "$current")); return
  fi
  if [[ "$current" == -* ]]; then
    local flags="${flags('create')}"
    case "\${COMP_WORDS[1]}" in
${commands.map(({ name }) => `      ${name}) flags="${flags(name)}" ;;`).join('\n')}
    esac
    COMPREPLY=($(compgen -W "$flags" -- "$current")); return
  fi
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W "${commands.map((command) => command.name).join(' ')}" -- "$current") $(compgen -d -- "$current"))
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

const zshArguments = (options: readonly OptionDefinition[], features: readonly FeatureChoice[]): string =>
  options.flatMap((definition) => zshOption(definition, features)).join(' \\\n      ');

const zsh = ({ commands, optionsOf: of, features }: Words): string => `#compdef ${program}
_create_backend_architect() {
  local -a commands
  commands=(${commands.map(({ name, summary }) => quoted(`${name}:${summary}`)).join(' ')})
  if (( CURRENT == 2 )) && [[ "$words[2]" != -* ]]; then
    _describe command commands
    _files -/
    return
  fi
  case "$words[2]" in
    completion) _values shell ${shells.join(' ')}; return ;;
    add) [[ "$words[CURRENT]" != -* ]] && { _values feature ${addable(features).join(' ')}; return } ;;
  esac
  case "$words[2]" in
${commands.map(({ name }) => `    ${name}) _arguments ${zshArguments(of(name), features)} ;;`).join('\n')}
    *) _arguments ${zshArguments(of('create'), features)} ;;
  esac
}
compdef _create_backend_architect ${program}
`;

const fishOption = (definition: OptionDefinition, features: readonly FeatureChoice[]): readonly string[] => {
  const words = wordsOf(definition, features).join(' ');
  return flagsOf(definition).map((flag) => {
    const base = `complete -c ${program} -l ${flag.slice(2)} -d ${quoted(definition.description)}`;
    const short = definition.short === undefined ? '' : ` -s ${definition.short}`;
    if (!takesValue(definition)) return `${base}${short}`;
    return definition.kind === 'file' ? `${base} -r -F` : `${base} -x -a ${quoted(words)}`;
  });
};

const fish = ({ commands, options, features }: Words): string =>
  [
    ...commands.map(
      ({ name, summary }) => `complete -c ${program} -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    `complete -c ${program} -f -n '__fish_seen_subcommand_from completion' -a '${shells.join(' ')}'`,
    `complete -c ${program} -f -n '__fish_seen_subcommand_from add' -a '${addable(features).join(' ')}'`,
    ...options.flatMap((definition) => fishOption(definition, features)),
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
  return scripts[shell]({
    commands: commands.filter(({ name }) => name !== 'create'),
    options: [...new Map(names.flatMap(of).map((definition) => [definition.key, definition])).values()],
    optionsOf: of,
    features,
  });
};
