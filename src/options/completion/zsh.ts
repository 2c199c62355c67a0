import type { FeatureChoice } from '../feature-choices.ts';
import { takesValue, type CommandName, type OptionDefinition } from '../option-definition.ts';
import { flagsOf, program, quoted, wordsOf, type Words } from './words.ts';

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

/** The completion script of zsh. */
export const zsh = ({ commands, optionsOf: of, features, argumentsOf }: Words): string => {
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
