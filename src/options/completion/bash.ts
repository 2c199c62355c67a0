import type { FeatureChoice } from '../feature-choices.ts';
import { flagName, takesValue, type CommandName, type OptionDefinition } from '../option-definition.ts';
import { flagsOf, program, wordsOf, type Words } from './words.ts';

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

/** The completion script of bash. */
export const bash = ({ commands, options, optionsOf: of, features, argumentsOf }: Words): string => {
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
