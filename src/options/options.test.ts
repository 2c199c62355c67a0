import { describe, expect, it } from 'vitest';
import { completeAnswers, idleOptions, typedValues } from './answers.ts';
import { checkValues } from './check-values.ts';
import { definitions } from './definitions.ts';
import { optionsOf, valuesOf, type FeatureChoice } from './feature-choices.ts';
import type { Given, GivenValue } from './given.ts';
import { commandHelp } from './help.ts';
import { answersSchema } from './json-schema.ts';
import { flagName } from './option-definition.ts';
import { parseArguments } from './parse-arguments.ts';

const features: readonly FeatureChoice[] = [
  {
    id: 'web',
    axis: 'stack',
    title: 'Web',
    description: '',
    presets: ['minimal', 'standard', 'full'],
    options: [
      { name: 'web-adapter', values: { thin: 'Fast', thick: 'Known' }, default: 'thin', description: 'Adapter' },
    ],
  },
  { id: 'grid', axis: 'stack', title: 'Grid', description: '' },
  { id: 'store', axis: 'database', title: 'Store', description: '' },
  { id: 'badge', axis: 'auth', title: 'Badge', description: '', presets: ['standard', 'full'] },
  { id: 'users', axis: 'auth', title: 'Users', description: '', internal: true },
  { id: 'queue', axis: 'capability', title: 'Queue', description: '' },
];

const options = optionsOf('create', features);
const parse = (...argv: readonly string[]) => parseArguments(argv, options);
const given = (values: Readonly<Record<string, GivenValue['value']>>): Given =>
  new Map(Object.entries(values).map(([key, value]) => [key, { value, origin: `--${key}` }]));
const complete = (values: Readonly<Record<string, GivenValue['value']>>) =>
  completeAnswers(given(values), { features, packageName: 'app', runner: 'pnpm' });

describe('the table of options', () => {
  it('has a default, a note or a command that asks for every option with a value', () => {
    const withoutDefault = options.filter(
      (definition) =>
        definition.question === undefined &&
        definition.default === undefined &&
        definition.kind !== 'switch' &&
        definition.kind !== 'list',
    );
    expect(withoutDefault.map((definition) => definition.key)).toEqual(['answers']);
  });

  it('names each flag and each letter once', () => {
    const flags = options.flatMap((definition) => [
      flagName(definition),
      ...(definition.short === undefined ? [] : [definition.short]),
    ]);
    expect(new Set(flags).size).toBe(flags.length);
  });

  it('says of each value why one would pick it, also of those that a feature brings', () => {
    const choices = options.flatMap((option) => (option.feature === undefined ? [] : valuesOf(option, features)));
    expect(choices).toEqual([
      { value: 'thin', description: 'Fast' },
      { value: 'thick', description: 'Known' },
    ]);
  });

  it('gives the types of its values', () => {
    const values = typedValues(given({ stack: 'web', with: ['queue', 'queue'], git: false }));
    expect(values).toEqual({ stack: 'web', with: ['queue'], git: false });
    // @ts-expect-error -- a list is no text
    const text: string | undefined = values.with;
    expect(text).toBeDefined();
  });

  it('offers no internal features, and the options of features', () => {
    const auth = definitions.find((definition) => definition.key === 'auth');
    expect(auth && valuesOf(auth, features).map((choice) => choice.value)).toEqual(['badge', 'none']);
    expect(options.map(flagName)).toContain('web-adapter');
  });

  it('describes every answer in the JSON Schema, and no option of the run', () => {
    const schema = answersSchema(features);
    const keys = options.filter((definition) => definition.inAnswers).map((definition) => definition.key);
    expect(Object.keys(schema.properties ?? {})).toEqual(keys);
    expect(keys).not.toContain('json');
  });
});

describe('parsing', () => {
  it('reads values, lists, toggles and letters', () => {
    const {
      given: read,
      positionals,
      problems,
    } = parse('app', '--with', 'a,b', '--with=c', '--no-git', '-y', '--name=-x');
    expect(problems).toEqual([]);
    expect(positionals).toEqual(['app']);
    expect(Object.fromEntries([...read].map(([key, { value }]) => [key, value]))).toEqual({
      with: ['a', 'b', 'c'],
      git: false,
      yes: true,
      name: '-x',
    });
  });

  it('lets the last of the same flags count', () => {
    expect(parse('--install', '--no-install', '--stack', 'a', '--stack', 'b').given).toEqual(
      new Map([
        ['install', { value: false, origin: '--no-install' }],
        ['stack', { value: 'b', origin: '--stack' }],
      ]),
    );
  });

  it('takes everything after -- as it is', () => {
    expect(parse('--', '--json').positionals).toEqual(['--json']);
  });

  it('does not take the value of a misspelt option for an argument', () => {
    expect(parse('--stak', 'web', 'app').positionals).toEqual(['app']);
    expect(parse('--yess', 'app').positionals).toEqual(['app']);
  });
});

describe('an option that may stand without a value', () => {
  const read = (...argv: readonly string[]) => {
    const { given: values, positionals, problems } = parseArguments(argv, optionsOf('check', []));
    return { sarif: values.get('sarif')?.value, positionals, problems };
  };

  it.each([
    [['--sarif'], 'backend-architect.sarif'],
    [['--sarif', '--json'], 'backend-architect.sarif'],
    [['--sarif', 'x.sarif'], 'x.sarif'],
    [['--sarif=x.sarif', '--write'], 'x.sarif'],
    [['--no-write', '--sarif', '--', 'word'], 'backend-architect.sarif'],
  ])('has its usual one, unless one follows: %j', (argv, value) => {
    expect(read(...argv)).toMatchObject({ sarif: value, problems: [] });
  });

  it('says so in the help', () => {
    const help = commandHelp({ name: 'check', usage: 'check [options]', summary: 'checks' }, []);
    expect(help).toContain('--sarif [file]');
    expect(help).toContain('--[no-]write');
    expect(help).toContain('--fail-on <status>');
  });
});

describe('values', () => {
  it('are held against what there is', () => {
    const problems = checkValues(given({ stack: 'wep', auth: ['none', 'badge'], with: ['badge'] }), options, features);
    expect(problems.map(({ option, suggestion }) => [option, suggestion])).toEqual([
      ['stack', 'web'],
      ['auth', undefined],
      ['with', '--auth badge'],
    ]);
  });

  it('are told once, however often they are given', () => {
    const values = given({ with: ['queue', 'queue', 'x', 'x'], without: ['queue'] });
    const problems = checkValues(values, options, features).map(({ option, message }) => `${option}: ${message}`);
    expect(problems).toHaveLength(2);
    expect(problems).toContain('without: "queue" is in both --with and --without.');
  });

  it('that are to be left out and are no features have the flag that leaves them out, if there is one', () => {
    const problems = checkValues(given({ without: ['badge', 'grid'] }), options, features);
    expect(problems.map(({ suggestion }) => suggestion)).toEqual(['--auth none', undefined]);
  });

  it('have the defaults of the preset', () => {
    expect(complete({})).toEqual({
      name: 'app',
      preset: 'standard',
      stack: 'web',
      database: 'store',
      auth: ['badge'],
      with: [],
      without: [],
      packageManager: 'pnpm',
      options: {},
    });
    expect(complete({ preset: 'minimal' }).auth).toEqual([]);
    expect(complete({ auth: ['none'] }).auth).toEqual([]);
  });

  it('come in one order, whatever order they were given in', () => {
    expect(complete({ auth: ['pass', 'badge'], with: ['z', 'a'], without: ['y', 'b'] })).toMatchObject({
      auth: ['badge', 'pass'],
      with: ['a', 'z'],
      without: ['b', 'y'],
    });
  });

  it('of options of features are kept by name, and refused without the feature', () => {
    const values = given({ stack: 'web', webAdapter: 'thick' });
    expect(completeAnswers(values, { features, packageName: 'app', runner: 'npm' }).options).toEqual({
      'web-adapter': 'thick',
    });
    expect(idleOptions(values, options, ['web'])).toEqual([]);
    expect(idleOptions(values, options, ['grid'])).toHaveLength(1);
  });
});
