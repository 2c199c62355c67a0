import ts from 'typescript';
import type { Edit } from './module-list.ts';

type Declaration = ts.ClassDeclaration | ts.InterfaceDeclaration;
type Member = ts.ClassElement | ts.TypeElement;

const isDeclaration = (node: ts.Node): node is Declaration =>
  ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node);

const declarationsIn = (text: string): Declaration[] =>
  ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true).statements.filter(isDeclaration);

const indexOf = (members: readonly Member[], name: string): number =>
  members.findIndex((member) => member.name?.getText() === name);

/** A member, and where it stands. */
interface Found {
  readonly declaration: string | undefined;
  /** The name of the member before it. */
  readonly after: string;
  /** With its comment. */
  readonly code: string;
}

const lookUp = (text: string, name: string): Found => {
  for (const { name: declared, members } of declarationsIn(text)) {
    const at = indexOf(members, name);
    const [before, member] = [members[at - 1], members[at]];
    if (member === undefined) continue;
    return { declaration: declared?.text, after: before?.name?.getText() ?? '', code: member.getFullText() };
  }
  throw new Error(`The templates of generators/resource make no ${name}.`);
};

/**
 * Adds a member to a class or an interface, after the one that it follows in the same declaration of another text.
 * Everything else stays byte by byte as it is.
 *
 * @param example the other text, which has the member
 */
export const addMember = (text: string, name: string, example: string): Edit => {
  const { declaration, after, code } = lookUp(example, name);
  const members = declarationsIn(text).find((found) => found.name?.text === declaration)?.members ?? [];
  if (indexOf(members, name) !== -1) return { result: 'already there' };
  const before = members[indexOf(members, after)];
  if (before === undefined) return { result: 'cannot edit', snippet: code.trim() };
  const place = before.getEnd();
  return { result: 'edited', text: text.slice(0, place) + code + text.slice(place) };
};
