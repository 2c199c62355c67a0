import type { Repository, SourceFile } from '../repository/repository.ts';
import { isTest } from '../repository/paths.ts';
import { placeOf } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { loosePattern } from './loose-pattern.ts';
import { occurrencesOf } from './occurrences.ts';
import { childrenOf, dotted, nameOf, type Node } from './syntax.ts';

/** A test that runs: it is not skipped, none of the suites around it is, and it has a body. */
export interface TestCase {
  readonly place: Place;
  /** The titles of the suites around it, and its own. */
  readonly title: string;
  /** The call that declares it. */
  readonly node: Call;
}

/** What tests must be, to show something. */
export interface TestQuery {
  /** What their titles, or the path of their file, must say. */
  readonly about: RegExp;
  /** What must stand in the code of their file besides: texts, names, keys or members. */
  readonly using?: readonly RegExp[];
  /** Which files. */
  readonly in?: RegExp;
}

export type Call = Extract<Node, { type: 'CallExpression' }>;

const suites = new Set(['describe', 'suite', 'context']);
const cases = new Set(['it', 'test', 'specify']);
const off = new Set(['skip', 'todo', 'failing', 'fails']);
const assertion = /(?:^|\.)(?:expect\w*|assert\w*|should\w*|ok|equal|deepEqual|strictEqual|throws|rejects)(?:$|\.)/;

const titleOf = (node: Node | undefined): string => {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis.map((part) => part.value.cooked ?? '').join('…');
  return '';
};

/** Options as `node:test` takes them: `{ skip: true }`, `{ todo: 'later' }`. */
const isOffByOption = (argument: Node): boolean =>
  argument.type === 'ObjectExpression' &&
  argument.properties.some(
    (property) =>
      property.type === 'ObjectProperty' &&
      off.has(nameOf(property.key) ?? '') &&
      !(property.value.type === 'BooleanLiteral' && !property.value.value),
  );

const isOff = (names: readonly string[], call: Call): boolean =>
  names.some((name) => off.has(name)) || call.arguments.some(isOffByOption);

const hasBody = (call: Call): boolean =>
  call.arguments.some(
    (argument) =>
      (argument.type === 'ArrowFunctionExpression' || argument.type === 'FunctionExpression') &&
      (argument.body.type !== 'BlockStatement' || argument.body.body.length > 0),
  );

class Collector {
  readonly found: TestCase[] = [];
  readonly #source: SourceFile;

  constructor(source: SourceFile) {
    this.#source = source;
  }

  visit(node: Node, titles: readonly string[]): void {
    if (node.type !== 'CallExpression') {
      for (const child of childrenOf(node)) this.visit(child, titles);
      return;
    }
    const [name = '', ...rest] = dotted(node.callee).split('.');
    const inner = [...titles, titleOf(node.arguments[0])];
    if (cases.has(name)) {
      if (!isOff(rest, node) && hasBody(node)) this.#add(node, inner);
    } else if (!suites.has(name)) {
      for (const child of childrenOf(node)) this.visit(child, titles);
    } else if (!isOff(rest, node)) {
      for (const child of node.arguments) this.visit(child, inner);
    }
  }

  #add(node: Call, titles: readonly string[]): void {
    this.found.push({ place: placeOf(this.#source, node), title: titles.join(' '), node });
  }
}

const known = new WeakMap<SourceFile, readonly TestCase[]>();

/** The tests of a file; none when nothing in it is asserted. */
export const testCasesOf = (source: SourceFile): readonly TestCase[] => {
  const found = known.get(source) ?? collect(source);
  known.set(source, found);
  return found;
};

const collect = (source: SourceFile): readonly TestCase[] => {
  const asserts = occurrencesOf(source).some(({ kind, text }) => kind === 'call' && assertion.test(text));
  if (!asserts) return [];
  const collector = new Collector(source);
  collector.visit(source.ast.program, []);
  return collector.found;
};

/** The first test of a file that runs. */
export const runningTest = (repository: Repository, path: string): Place | undefined => {
  const source = repository.source(path);
  return source === undefined ? undefined : testCasesOf(source)[0]?.place;
};

const uses = (source: SourceFile, patterns: readonly RegExp[]): boolean =>
  patterns.every((pattern) => occurrencesOf(source).some(({ text }) => pattern.test(text)));

const mayBeOne = (text: string, path: string, { about, using = [] }: TestQuery): boolean =>
  (about.test(path) || loosePattern(about).test(text)) && using.every((pattern) => loosePattern(pattern).test(text));

/**
 * Tests that are about something: one place for each file, its first such test. Files are chosen by their text
 * before they are parsed.
 */
export const testsAbout = (repository: Repository, query: TestQuery): Place[] =>
  repository.files
    .filter((path) => isTest(path) && (query.in?.test(path) ?? true))
    .filter((path) => mayBeOne(repository.text(path) ?? '', path, query))
    .flatMap((path) => {
      const source = repository.source(path);
      if (source === undefined || !uses(source, query.using ?? [])) return [];
      const found = testCasesOf(source).find(({ title }) => query.about.test(`${path} ${title}`));
      return found === undefined ? [] : [found.place];
    });
