import type { Repository } from '../repository/repository.ts';
import type { SourceFile } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { dotted, isType, nameOf, walk, type Node } from './syntax.ts';
import type { UsedCode } from './used.ts';

/**
 * What stands in a program: a call, or `new`, by the dotted name of what is called; a tagged template by its tag; a text
 * or a piece of one; a key of an object; a member that is read; a name; a number; a regular expression.
 */
export type OccurrenceKind = 'call' | 'new' | 'tag' | 'string' | 'key' | 'member' | 'name' | 'number' | 'pattern';

export interface Occurrence {
  readonly kind: OccurrenceKind;
  readonly text: string;
  readonly node: Node;
  readonly place: Place;
  readonly start: number;
}

const known = new WeakMap<SourceFile, readonly Occurrence[]>();

/** Everything that stands in a source, types and comments left out. */
export const occurrencesOf = (source: SourceFile): readonly Occurrence[] => {
  const found = known.get(source) ?? collect(source);
  known.set(source, found);
  return found;
};

const keyKinds = new Set([
  'ObjectProperty',
  'ObjectMethod',
  'ClassProperty',
  'ClassPrivateProperty',
  'ClassMethod',
  'ClassPrivateMethod',
]);

/** Made for each name of a program, so it works out its place only for those that are wanted. */
class Standing implements Occurrence {
  constructor(
    readonly kind: OccurrenceKind,
    readonly text: string,
    readonly node: Node,
    private readonly path: string,
  ) {}

  get start(): number {
    return this.node.start ?? 0;
  }

  get place(): Place {
    return { path: this.path, line: this.node.loc?.start.line ?? 1 };
  }
}

const collect = ({ path, ast }: SourceFile): Occurrence[] => {
  const found: Occurrence[] = [];
  // A key and a member are names of something else, not of what is in scope.
  const labels = new Set<Node>();
  // `const { port } = env` reads a member.
  const readings = new Set<Node>();
  walk(ast.program, (node) => {
    if (isType(node) || node.type === 'ImportDeclaration' || labels.has(node)) return false;
    const label = labelOf(node);
    if (label) labels.add(label);
    const kind = kindOf(node);
    if (kind) found.push(new Standing(kind, textOf(node), node, path));
    const name = label && keyKinds.has(node.type) ? nameOf(label) : undefined;
    if (name !== undefined) found.push(new Standing(readings.has(node) ? 'member' : 'key', name, node, path));
    if (node.type === 'ObjectPattern') for (const property of node.properties) readings.add(property);
    return true;
  });
  return found;
};

const labelOf = (node: Node): Node | undefined => {
  if ('computed' in node && node.computed) return undefined;
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') return node.property;
  return keyKinds.has(node.type) && 'key' in node ? node.key : undefined;
};

const kinds: Partial<Record<Node['type'], OccurrenceKind>> = {
  CallExpression: 'call',
  OptionalCallExpression: 'call',
  NewExpression: 'new',
  TaggedTemplateExpression: 'tag',
  StringLiteral: 'string',
  TemplateElement: 'string',
  NumericLiteral: 'number',
  RegExpLiteral: 'pattern',
  MemberExpression: 'member',
  OptionalMemberExpression: 'member',
  Identifier: 'name',
};

const kindOf = (node: Node): OccurrenceKind | undefined => kinds[node.type];

const textOf = (node: Node): string => {
  switch (node.type) {
    case 'TemplateElement':
      return node.value.cooked ?? node.value.raw;
    case 'RegExpLiteral':
      return node.pattern;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return nameOf(node.property) ?? '*';
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      return dotted(node);
    default:
      return nameOf(node) ?? '';
  }
};

export interface Query {
  readonly kind?: OccurrenceKind | readonly OccurrenceKind[];
  /** The whole text, or a pattern for it. */
  readonly text: string | RegExp;
  /** Which files. */
  readonly in?: RegExp;
  readonly where?: (occurrence: Occurrence) => boolean;
}

/** What stands in the code that runs, by kind and text. */
type Index = ReadonlyMap<OccurrenceKind, ReadonlyMap<string, readonly Occurrence[]>>;

const indexes = new WeakMap<UsedCode, Index>();

const makeIndex = (repository: Repository, code: UsedCode): Index => {
  const index = new Map<OccurrenceKind, Map<string, Occurrence[]>>();
  for (const path of code.files) {
    const source = repository.source(path);
    for (const one of source === undefined ? [] : occurrencesOf(source)) {
      if (!code.includes(path, one.start)) continue;
      const ofKind = index.get(one.kind) ?? new Map<string, Occurrence[]>();
      index.set(one.kind, ofKind);
      const known = ofKind.get(one.text);
      if (known === undefined) ofKind.set(one.text, [one]);
      else known.push(one);
    }
  }
  return index;
};

/** Hundreds of questions are asked of the same code: each looks through the texts there are, not through the files. */
const indexOf = (repository: Repository, code: UsedCode): Index => {
  const known = indexes.get(code) ?? makeIndex(repository, code);
  indexes.set(code, known);
  return known;
};

const matching = (ofKind: ReadonlyMap<string, readonly Occurrence[]>, text: string | RegExp): Occurrence[] => {
  if (typeof text === 'string') return [...(ofKind.get(text) ?? [])];
  return [...ofKind].flatMap(([known, occurrences]) => (text.test(known) ? occurrences : []));
};

const inOrder = (a: Occurrence, b: Occurrence): number =>
  a.place.path === b.place.path ? a.start - b.start : a.place.path < b.place.path ? -1 : 1;

/** Where something stands in the code that runs, file by file. */
export const findUsed = (repository: Repository, code: UsedCode, query: Query): Occurrence[] => {
  const index = indexOf(repository, code);
  const kinds = query.kind === undefined ? [...index.keys()] : [query.kind].flat();
  return kinds
    .flatMap((kind) => matching(index.get(kind) ?? new Map<string, Occurrence[]>(), query.text))
    .filter((one) => query.in?.test(one.place.path) !== false && query.where?.(one) !== false)
    .sort(inOrder);
};
