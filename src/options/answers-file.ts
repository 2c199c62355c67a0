import { extname } from 'node:path';
import type { Problem } from '../compose/resolve.ts';
import { problem, type GivenResult, type GivenValue } from './given.ts';
import { flagName, type OptionDefinition, type OptionKind } from './option-definition.ts';
import type { PlainYaml } from './plain-yaml.ts';
import { suggest } from './suggest.ts';
import { readTextFile } from './text-file.ts';

/** An answers file is a page of text; more than this is a mistake or an attack. */
const maximumBytes = 256 * 1024;

const expectations: Readonly<Record<OptionKind, string>> = {
  text: 'text',
  file: 'the path of a file',
  choice: 'one of its values, as text',
  list: 'a list of texts',
  toggle: 'true or false',
  switch: 'true or false',
};

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const valueOfKind = (kind: OptionKind, value: unknown): GivenValue['value'] | undefined => {
  if (kind === 'list') return isTextList(value) ? value : undefined;
  if (kind === 'toggle' || kind === 'switch') return typeof value === 'boolean' ? value : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const readEntries = (
  entries: Iterable<readonly [unknown, unknown]>,
  file: string,
  definitions: readonly OptionDefinition[],
): GivenResult => {
  const known = new Map(definitions.filter((one) => one.inAnswers).map((one) => [one.key, one]));
  const given = new Map<string, GivenValue>();
  const problems: Problem[] = [];
  for (const [key, value] of entries) {
    const definition = known.get(String(key));
    if (definition === undefined) {
      const near = suggest(String(key), [...known.keys()]);
      problems.push(problem('answers', `${file}: there is no key "${String(key)}".`, near));
      continue;
    }
    const typed = valueOfKind(definition.kind, value);
    const origin = `${definition.key} in ${file}`;
    if (typed === undefined) {
      problems.push(problem(flagName(definition), `${origin}: must be ${expectations[definition.kind]}.`));
    } else {
      given.set(definition.key, { value: typed, origin });
    }
  }
  return { given, problems };
};

const failed = (message: string): GivenResult => ({ given: new Map(), problems: [problem('answers', message)] });

/** What keeps a text from being JSON, with its line where it is known; nothing when it is JSON. */
const jsonProblem = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is not JSON';
    const position = / in JSON at position (\d+).*$/.exec(message);
    if (position === null) return `${message}.`;
    const line = text.slice(0, Number(position[1])).split('\n').length;
    return `${message.slice(0, position.index)} at line ${String(line)}.`;
  }
};

/** Reads the entries of a file. JSON is read as the YAML that it is, which refuses a key that stands there twice. */
const readPlainData = async (text: string, schema: 'core' | 'json'): Promise<PlainYaml> => {
  const { parsePlainYaml } = await import('./plain-yaml.ts');
  const parsed = parsePlainYaml(text, schema);
  const fault = schema === 'json' && !('problems' in parsed) ? jsonProblem(text) : undefined;
  return fault === undefined ? parsed : { problems: [fault] };
};

/**
 * Reads an answers file: JSON or YAML by its name. Only plain data is accepted: unknown keys, YAML tags, aliases and
 * merge keys are problems. Problems of the file as a whole belong to the option `answers`.
 */
export const readAnswersFile = async (
  path: string,
  shownName: string,
  definitions: readonly OptionDefinition[],
): Promise<GivenResult> => {
  const extension = extname(path).toLowerCase();
  if (!['.json', '.yaml', '.yml'].includes(extension)) {
    return failed(`--answers: "${shownName}" must end in .json, .yaml or .yml.`);
  }
  const read = await readTextFile(path, maximumBytes);
  if ('refusal' in read) return failed(`--answers: "${shownName}" ${read.refusal}.`);
  const data = await readPlainData(read.text, extension === '.json' ? 'json' : 'core');
  if ('entries' in data) return readEntries(data.entries, shownName, definitions);
  return {
    given: new Map(),
    problems: data.problems.map((message) => problem('answers', `${shownName}: ${message}`)),
  };
};
