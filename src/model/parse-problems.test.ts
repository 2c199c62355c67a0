import { describe, expect, it } from 'vitest';
import { parseModel } from './parse.ts';

const file = (entities: string): string => `name: test\nentities:\n${entities}`;

/** Every problem of a text, as `path message`. */
const problemsOf = (text: string): readonly string[] => {
  const parsed = parseModel(text, 'model.yaml');
  return 'model' in parsed ? [] : parsed.problems.map(({ path, message }) => `${path} ${message}`);
};

describe('problems of different kinds', () => {
  const sound = "  - { name: Thing, fields: ['title:string'] }\n";

  it('are told together', () => {
    const text = [
      'name: test',
      'nmae: test',
      'roles: [{ name: X, default: true, permissions: [a] }]',
      'entities:',
      '  - name: Order',
      "    fields: ['a:integr', { name: b, type: string, uniqe: true }, 'c_d:string', 'e:integer:min=3:max=1']",
      '  - name: Thing',
      "    fields: ['owner:many-to-one:Ordr', 'a:integer:min=3:max=1']",
      '    indexes: [{ fields: [b], purpose: none }]',
    ].join('\n');
    expect(problemsOf(text)).toEqual(
      [
        'nmae "nmae" is not known here.',
        'roles One role',
        'roles.0.name "X" must',
        'roles.0.permissions.0 "a" is',
        'entities.0.fields.0 "a:integr": "integr" is no type.',
        'entities.0.fields.1.uniqe "uniqe" is not known here.',
        'entities.0.fields.2.name "c_d" must be in camelCase: write "cD".',
        'entities.0.fields.3.min "min" is larger than "max".',
        'entities.1.fields.0.target There is no entity "Ordr".',
        'entities.1.fields.1.min "min" is larger than "max".',
        'entities.1.indexes.0.fields.0 There is no member "b".',
      ].map((start) => expect.stringContaining(start) as unknown),
    );
  });

  it.each([
    [
      'a member that was left out',
      "  - { name: Order, fields: ['a:integr'], indexes: [{ fields: [a], purpose: none }] }",
    ],
    ['the source of a slug', "  - { name: Order, fields: ['a:strng', 'b:slug:from=a'] }"],
    [
      'an entity without a name',
      "  - { nme: Order, fields: [] }\n  - { name: Line, fields: ['order:many-to-one:Order'] }",
    ],
    [
      'an owner',
      "  - { name: Order, onwer: user, fields: ['a:many-to-one:Owned'] }\n  - { name: Owned, owner: user, fields: [] }",
    ],
    ['a plural', '  - { name: Thing, plural: 7, fields: [] }\n  - { name: Other, plural: Things, fields: [] }'],
    ['the entities', '  - Thing'],
  ])('do not follow from %s', (_what, entities) => {
    for (const problem of problemsOf(file(entities))) {
      expect(problem).toMatch(/is not known here|is no type|is missing|Must be/);
    }
    expect(problemsOf(file(entities))).not.toEqual([]);
  });

  it.each([
    ['the file', '', ' Must be keys with values.'],
    ['an entity', file('  - 5'), 'entities.0 Must be keys with values.'],
    ['the fields', file('  - { name: A, fields: { x: string } }'), 'entities.0.fields Must be a list.'],
    ['a name', file('  - { name: 5, fields: [] }'), 'entities.0.name Must be text.'],
    ['a member', file('  - { name: A, fields: [5] }'), 'entities.0.fields.0 Must be text or keys with values.'],
    [
      'a default',
      file('  - { name: A, fields: [{ name: a, type: json, default: [] }] }'),
      'entities.0.fields.0.default Must be text or a number or true or false.',
    ],
    ['no entities', file('  []'), 'entities Must have at least 1.'],
    ['no name', `name: ''\nentities:\n${sound}`, 'name Must not be empty.'],
    ['a long name', `name: ${'a'.repeat(61)}\nentities:\n${sound}`, 'name Must have no more than 60 characters.'],
    [
      'many entities',
      file(Array.from({ length: 201 }, (_, at) => `  - { name: E${String(at)}, fields: [] }\n`).join('')),
      'entities Must have no more than 200.',
    ],
  ])('of the form are told in plain words: %s', (_what, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('have the place of the member in the file, in whatever order members stand', () => {
    const entity = "  - { name: Order, fields: ['thing:many-to-one:Thng', 'a_b:string'] }\n";
    expect(problemsOf(file(entity + sound)).map((text) => text.split(' ')[0])).toEqual([
      'entities.0.fields.0.target',
      'entities.0.fields.1.name',
    ]);
  });
});

describe('advice', () => {
  it.each([
    ['order_item', '"order_item" must be in PascalCase: write "OrderItem".'],
    ['con', '"con" must be in PascalCase, such as OrderItem.'],
    ['日本', '"日本" must be in PascalCase, such as OrderItem.'],
  ])('for the entity %s is a name that is right', (name, message) => {
    expect(problemsOf(file(`  - { name: ${name}, fields: ['a:string'] }`))[0]).toContain(message);
  });

  it.each([
    ['unit_price', '"unit_price" must be in camelCase: write "unitPrice".'],
    ['日本', '"日本" must be in camelCase, such as unitPrice.'],
    [';DropTableX;', '";DropTableX;" must be in camelCase, such as unitPrice.'],
    ['Version', '"Version" must be in camelCase, such as unitPrice.'],
  ])('for the member %s is a name that is right', (name, message) => {
    expect(problemsOf(file(`  - { name: Thing, fields: ['${name}:string'] }`))[0]).toContain(message);
  });
});
