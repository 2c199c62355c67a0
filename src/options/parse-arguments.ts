import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Problem } from '../compose/resolve.ts';
import { problem, type GivenResult, type GivenValue } from './given.ts';
import { flagName, takesValue, type OptionDefinition } from './option-definition.ts';
import { suggest } from './suggest.ts';

/** What a command line says. */
export interface ParsedArguments extends GivenResult {
  readonly positionals: readonly string[];
  /** Those that cannot be the value of an unknown option in front of them. */
  readonly sureWords: readonly string[];
  readonly hasUnknownOption: boolean;
}

interface OptionToken {
  readonly index: number;
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

interface Flag {
  readonly definition: OptionDefinition;
  readonly negated: boolean;
}

const flagsOf = (definitions: readonly OptionDefinition[]): ReadonlyMap<string, Flag> =>
  new Map(
    definitions.flatMap((definition): [string, Flag][] => {
      const name = flagName(definition);
      const plain: [string, Flag] = [name, { definition, negated: false }];
      return definition.kind === 'toggle' ? [plain, [`no-${name}`, { definition, negated: true }]] : [plain];
    }),
  );

const parserOptions = (flags: ReadonlyMap<string, Flag>): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(
    [...flags].map(([name, { definition }]) => [
      name,
      {
        type: takesValue(definition) ? ('string' as const) : ('boolean' as const),
        ...(definition.short === undefined ? {} : { short: definition.short }),
      },
    ]),
  );

const splitList = (text: string): readonly string[] => text.split(',').map((item) => item.trim());

/** A list that is given again goes on where it was; of any other option the last one counts. */
const combine = (definition: OptionDefinition, text: string, earlier: GivenValue | undefined): GivenValue => {
  const origin = `--${flagName(definition)}`;
  if (definition.kind !== 'list') return { value: text, origin };
  const before = Array.isArray(earlier?.value) ? (earlier.value as readonly string[]) : [];
  return { value: [...before, ...splitList(text)], origin };
};

const readToken = (token: OptionToken, flag: Flag, given: Map<string, GivenValue>): Problem | undefined => {
  const { definition, negated } = flag;
  const name = flagName(definition);
  if (!takesValue(definition)) {
    if (token.value !== undefined) {
      return problem(name, `${token.rawName} takes no value, but got "${token.value}".`);
    }
    given.set(definition.key, { value: !negated, origin: token.rawName });
    return undefined;
  }
  if (token.value === undefined || token.value === '') return problem(name, `${token.rawName} needs a value.`);
  if (token.inlineValue !== true && token.value.startsWith('-')) {
    return problem(
      name,
      `${token.rawName} needs a value, but "${token.value}" follows; a value with a leading dash is written ${token.rawName}=${token.value}.`,
    );
  }
  given.set(definition.key, combine(definition, token.value, given.get(definition.key)));
  return undefined;
};

/** The flag that was probably meant by an unknown option. */
const meantFlag = (token: OptionToken, flags: ReadonlyMap<string, Flag>): string | undefined =>
  token.rawName.startsWith('--') ? suggest(token.name, [...flags.keys()]) : undefined;

const unknownOption = (token: OptionToken, meant: string | undefined): Problem =>
  problem(token.name, `There is no option ${token.rawName}.`, meant === undefined ? undefined : `--${meant}`);

/** The place of the word that belongs to a misspelt option, and is therefore no argument of its own. */
const wordOf = (token: OptionToken, flag: Flag | undefined): number | undefined =>
  flag !== undefined && takesValue(flag.definition) && token.inlineValue !== true ? token.index + 1 : undefined;

/**
 * The places of the words that are neither flags nor values of flags, as far as `--`. A flag that is not in the table is
 * one that a feature brings along, and these take a value.
 */
export const wordPlaces = (argv: readonly string[], definitions: readonly OptionDefinition[]): readonly number[] => {
  const flags = flagsOf(definitions);
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const takesNext = (word: string | undefined): boolean => {
    if (word?.startsWith('--') !== true || word.includes('=')) return false;
    const flag = flags.get(word.slice(2));
    return flag === undefined || takesValue(flag.definition);
  };
  return words.flatMap((word, place) => (word.startsWith('-') || takesNext(words[place - 1]) ? [] : [place]));
};

/** Gives flags that may stand alone the value that they then have. */
const withBareValues = (argv: readonly string[], flags: ReadonlyMap<string, Flag>): string[] => {
  const end = argv.indexOf('--');
  return argv.map((word, index) => {
    if (!word.startsWith('--') || (end !== -1 && index >= end)) return word;
    const bare = flags.get(word.slice(2))?.definition.whenBare;
    const next = argv[index + 1];
    return bare === undefined || (next !== undefined && !next.startsWith('-')) ? word : `${word}=${bare}`;
  });
};

/** Reads a command line by the option table. Never stops at the first problem: all of them are returned. */
export const parseArguments = (argv: readonly string[], definitions: readonly OptionDefinition[]): ParsedArguments => {
  const flags = flagsOf(definitions);
  const { tokens } = parseArgs({
    args: withBareValues(argv, flags),
    options: parserOptions(flags),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, GivenValue>();
  const positionals: string[] = [];
  const sureWords: string[] = [];
  const problems: Problem[] = [];
  let hasUnknownOption = false;
  let claimed: number | undefined;
  let lastUnknown: number | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional' && token.index !== claimed) {
      positionals.push(token.value);
      if (lastUnknown === undefined || token.index !== lastUnknown + 1) sureWords.push(token.value);
    }
    if (token.kind !== 'option') continue;
    const flag = flags.get(token.name);
    if (flag === undefined) {
      const meant = meantFlag(token, flags);
      hasUnknownOption = true;
      lastUnknown = token.index;
      claimed = wordOf(token, meant === undefined ? undefined : flags.get(meant));
      problems.push(unknownOption(token, meant));
      continue;
    }
    const found = readToken(token, flag, given);
    if (found !== undefined) problems.push(found);
  }
  return { given, positionals, sureWords, problems, hasUnknownOption };
};
