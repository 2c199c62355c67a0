import { describe, expect, it } from 'vitest';
import { addMember } from '../../../generators/resource/add-member.ts';

const template = `class Shelf {
  get(): void {}

  /** All of them. */
  getMany(): void {}

  list(): void {}
}
`;

const add = (text: string) => addMember(text, 'getMany', template);

describe('a member of a class', () => {
  it('comes after the one that it follows in the template, and all else is left as it is', () => {
    const head = 'const a = 1\n\nclass Book { get() {} }\n\nexport class Shelf {\n    get () { return a }';
    const tail = '\n    // ours\n    list () {}\n}\n';
    const text = `${head}\n\n  /** All of them. */\n  getMany(): void {}${tail}`;
    expect(add(head + tail)).toEqual({ result: 'edited', text });
    expect(add(text)).toEqual({ result: 'already there' });
  });

  it.each(['', 'class Shelf {}\n', 'class Book {\n  get() {}\n}\n', 'const shelf = { get: () => 1 };\n'])(
    'is shown when there is no place for it: %j',
    (text) => {
      expect(add(text)).toEqual({ result: 'cannot edit', snippet: '/** All of them. */\n  getMany(): void {}' });
    },
  );
});

describe('a member of an interface', () => {
  it('comes after the one that it follows in the template, too', () => {
    const [before, after] = ['interface A {\n  b(): void;\n}\n', 'interface A {\n  b(): void;\n  c(): void;\n}\n'];
    expect(addMember(before, 'c', after)).toEqual({ result: 'edited', text: after });
  });
});
