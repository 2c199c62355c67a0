import { defaultOf, optionsOf, valuesOf, type FeatureChoice } from './feature-choices.ts';
import { flagName, takesValue, type CommandName, type OptionDefinition } from './option-definition.ts';

/** What the help says about a command. */
export interface CommandHelp {
  readonly name: CommandName;
  /** The words after the program's name, such as `add <feature…> [options]`. */
  readonly usage: string;
  readonly summary: string;
}

const programName = 'create-backend-architect';
const width = 100;

const flagText = (definition: OptionDefinition): string => {
  const name = flagName(definition);
  const short = definition.short === undefined ? '    ' : `-${definition.short}, `;
  const flag = definition.kind === 'toggle' ? `--[no-]${name}` : `--${name}`;
  if (!takesValue(definition)) return `${short}${flag}`;
  const argument = definition.argument ?? name;
  return definition.whenBare === undefined ? `${short}${flag} <${argument}>` : `${short}${flag} [${argument}]`;
};

const defaultText = (definition: OptionDefinition, features: readonly FeatureChoice[]): string | undefined => {
  if (definition.defaultNote !== undefined) return definition.defaultNote;
  const value = defaultOf(definition, features);
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value.length === 0 ? definition.none?.value : value.join(',');
};

const wrap = (text: string, indent: number): string => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${' '.repeat(indent)}`);
};

const describe = (definition: OptionDefinition, features: readonly FeatureChoice[]): string => {
  const values = valuesOf(definition, features).map((choice) => choice.value);
  const standard = defaultText(definition, features);
  const notes = [
    ...(values.length > 0 && takesValue(definition) ? [values.join(', ')] : []),
    ...(standard === undefined ? [] : [`default: ${standard}`]),
  ];
  return notes.length === 0 ? definition.description : `${definition.description} (${notes.join('; ')})`;
};

const table = (rows: readonly (readonly [string, string])[]): string => {
  const column = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.map(([left, right]) => `  ${left.padEnd(column - 2)}${wrap(right, column)}`).join('\n');
};

const optionTable = (command: CommandName, features: readonly FeatureChoice[]): string =>
  table(
    optionsOf(command, features).map((definition) => [flagText(definition), describe(definition, features)] as const),
  );

/** The help of the whole program: every command, and the options of creating a repository. */
export const programHelp = (
  version: string,
  commands: readonly CommandHelp[],
  features: readonly FeatureChoice[],
): string =>
  [
    `${programName} ${version}: a production-grade Node.js backend, from the first commit`,
    '',
    'Usage',
    table(commands.map(({ usage, summary }) => [`${programName} ${usage}`, summary] as const)),
    '',
    'Options',
    optionTable('create', features),
    '',
    'Examples',
    `  ${programName} my-shop`,
    `  ${programName} my-shop --yes --preset minimal --no-install`,
    `  ${programName} my-shop --model domain.yaml --dry-run`,
    '',
    `Every command has its own help: ${programName} <command> --help`,
    '',
  ].join('\n');

/** The help of one command. */
export const commandHelp = (command: CommandHelp, features: readonly FeatureChoice[]): string =>
  [
    command.summary,
    '',
    'Usage',
    `  ${programName} ${command.usage}`,
    '',
    'Options',
    optionTable(command.name, features),
    '',
  ].join('\n');
