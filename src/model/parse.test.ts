import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { modelProblems } from '../../templates/base/resources/files/generators/resource/check.ts';
import { accessRules, fieldTypes, operations } from '../../templates/base/resources/files/generators/resource/model.ts';
import { minimalModel } from '../../templates/base/resources/models/minimal.ts';
import { shopModel } from '../../templates/base/resources/models/shop.ts';
import { parseModel } from './parse.ts';
import { modelJsonSchema } from './schema.ts';

const file = (entities: string): string => `name: test\nentities:\n${entities}`;

/** The first problem of a text, as `line:column path message`. */
const problemOf = (text: string): string => {
  const parsed = parseModel(text, 'model.yaml');
  if ('model' in parsed) return 'no problem';
  const [first] = parsed.problems;
  return `${String(first?.line)}:${String(first?.column)} ${first?.path ?? ''} ${first?.message ?? ''}`;
};

const modelOf = (text: string) => {
  const parsed = parseModel(text, 'model.yaml');
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
};

describe('a good model file', () => {
  const examples = fileURLToPath(new URL('../../test/models/', import.meta.url));

  it.each(readdirSync(examples).filter((name) => name.endsWith('.yaml')))('%s is read', (name) => {
    const { entities } = modelOf(readFileSync(`${examples}${name}`, 'utf8'));
    expect(entities.length).toBeGreaterThanOrEqual(3);
  });

  it('is what the document about models shows, and that names everything there is', () => {
    const text = readFileSync(fileURLToPath(new URL('../../docs/model.md', import.meta.url)), 'utf8');
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(text) ?? [];
    expect(modelOf(example).entities.map(({ name }) => name)).toEqual(['Author', 'Book', 'Copy', 'Loan']);
    for (const word of [...fieldTypes, ...operations, ...accessRules]) expect(text).toContain(`\`${word}\``);
  });

  it('gets its defaults: plurals, descriptions, roles', () => {
    const { entities, roles } = modelOf(file("  - { name: OrderCategory, fields: ['name:string'] }"));
    expect(entities[0]).toMatchObject({ plural: 'OrderCategories', description: 'Order category.' });
    expect(roles.map(({ name }) => name)).toEqual(['member', 'admin']);
  });

  it('makes a plural of a word that has none', () => {
    expect(modelOf(file("  - { name: Sheep, fields: ['name:string'] }")).entities[0]?.plural).toBe('SheepItems');
  });

  it('may be JSON', () => {
    const data = { name: 'a', entities: [{ name: 'Thing', fields: [{ name: 'name', type: 'string' }] }] };
    expect(modelOf(JSON.stringify(data, null, 2)).entities[0]?.fields).toEqual([{ name: 'name', type: 'string' }]);
  });

  it('is what the built-in models are', () => {
    expect(modelProblems(shopModel)).toEqual([]);
    expect(modelProblems(minimalModel)).toEqual([]);
  });

  it('has a JSON Schema', () => {
    expect(modelJsonSchema()).toMatchObject({ title: 'Domain model', required: ['name', 'entities'] });
  });
});

describe('the form of a model file', () => {
  it.each([
    ['name: [', '1:8'],
    ['name: a\nname: b\nentities: []', '2:1'],
    ['name: !!js/function a\nentities: []', '1:7'],
    ['name: a\nentities: *none', '2:11'],
    ['name: a\nentities: []\n__proto__: {}', '2:1'],
    ['- a', '1:1'],
    ['', '1:1'],
  ])('%j has a problem at %s', (text, place) => {
    expect(problemOf(text).startsWith(place)).toBe(true);
  });

  it('names a key that is missing', () => {
    expect(problemOf('entities: []')).toBe('1:1 name "name" is missing.');
  });

  it('tells that it is nested too deeply', () => {
    const depth = 20_000;
    expect(problemOf(`name: ${'['.repeat(depth)}${']'.repeat(depth)}`)).toContain('nested too deeply');
  });

  it('tells each problem once', () => {
    const parsed = parseModel(`name: ${'['.repeat(20_000)}`, 'model.yaml');
    expect('problems' in parsed && parsed.problems.length).toBeLessThan(10);
  });

  it('tells where a second document begins', () => {
    expect(problemOf('name: a\nentities: []\n---\nname: b\n')).toBe(
      '3:1  A model is one document, and here a second one begins.',
    );
  });

  it('knows its keys, and what an unknown one was meant to be', () => {
    expect(problemOf('name: a\nentitys: []\nentities: []')).toContain('Did you mean "entities"?');
    const entity = '  - name: Thing\n    fields:\n      - name: title\n        type: string\n        uniqe: true';
    expect(problemOf(file(entity))).toBe(
      '7:9 entities.0.fields.0.uniqe "uniqe" is not known here. Did you mean "unique"?',
    );
  });

  it('lists the values that are allowed', () => {
    const entity = '  - name: Thing\n    fields: [{ name: title, type: sting }]';
    expect(problemOf(file(entity))).toMatch(
      /^4:\d+ entities\.0\.fields\.0\.type Must be one of: string, text.*\. Did you mean "string"\?$/,
    );
  });

  it('reports every problem, in the order of the lines', () => {
    const parsed = parseModel(file('  - name: a\n    plural: 7\n    fields: 3\n    colour: red'), 'model.yaml');
    expect('problems' in parsed && parsed.problems.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
  });
});

const thing = (extra: string): string => file(`  - name: Thing\n    fields: ['title:string']\n${extra}`);

describe('what a model may not say', () => {
  it.each([
    [
      'a relation to nothing',
      thing('    relations: [{ name: owner, type: many-to-one, target: Thng }]'),
      '5:59',
      'Did you mean "Thing"?',
    ],
    [
      'a short relation to nothing',
      thing("    relations: ['owner:many-to-one:Thng']"),
      '5:17',
      'There is no entity "Thng"',
    ],
    ['a name that is taken', file("  - { name: User, fields: ['a:string'] }"), '3:13', 'part of the backend itself'],
    [
      'a type of the language',
      file("  - { name: Promise, fields: ['a:string'] }"),
      '3:13',
      'a type that the code needs',
    ],
    ['a name that Windows keeps', file("  - { name: Con, fields: ['a:string'] }"), '3:13', 'Windows'],
    ['a name in another case', file("  - { name: order_item, fields: ['a:string'] }"), '3:13', 'must be in PascalCase'],
    [
      'a name that is too long',
      file(`  - { name: ${'Abcde'.repeat(8)}, fields: ['a:string'] }`),
      '3:13',
      'longer than',
    ],
    ['a member that all rows have', file("  - { name: A, fields: ['version:integer'] }"), '3:25', '"version"'],
    ['a key twice', 'name: a\nname: b\nentities: []\n', '2:1', 'This key stands there twice.'],
    ['an entity of nothing', file('  - { name: A, fields: [] }'), '3:24', 'needs a field'],
    [
      'an entity of links alone',
      file("  - { name: A, fields: [], relations: ['bs:many-to-many:A'] }"),
      '3:24',
      'needs a field',
    ],
    ['a member twice', file("  - { name: A, fields: ['a:string', 'a:text'] }"), '3:37', 'another member "a"'],
    [
      'two entities with one table',
      file("  - { name: A, plural: Bs, fields: ['a:string'] }\n  - { name: B, fields: ['a:string'] }"),
      '4:5',
      'another table "bs"',
    ],
    ['a required relation to itself', thing("    relations: ['parent:many-to-one:Thing']"), '5:17', 'must be optional'],
    [
      'a circle of required relations',
      file(
        "  - { name: A, fields: ['a:string'], relations: ['b:many-to-one:B'] }\n  - { name: B, fields: ['a:string'], relations: ['a:many-to-one:A'] }",
      ),
      '3:49',
      'round in a circle',
    ],
    [
      'an order by what may be missing',
      file("  - { name: A, fields: ['a:string:optional:sortable'] }"),
      '3:25',
      'no place in an order',
    ],
    [
      'an order by a text that no index holds',
      file("  - { name: A, fields: ['a:string:max=651:sortable'] }"),
      '3:25',
      'A text that is sortable has at most 650 characters',
    ],
    ['an enum without values', file("  - { name: A, fields: ['a:enum'] }"), '3:25', 'needs its "values"'],
    [
      'limits in the wrong order',
      file("  - { name: A, fields: ['a:integer:min=3:max=1'] }"),
      '3:25',
      'larger than "max"',
    ],
    [
      'a pattern that can take for ever',
      file("  - { name: A, fields: ['a:string:pattern=(a+)+'] }"),
      '3:25',
      'for ever',
    ],
    ['a pattern without samples', file("  - { name: A, fields: ['a:string:pattern=(?=a)b'] }"), '3:25', 'No sample'],
    ['a name of several lines', 'name: "a\\nb"\nentities: [{ name: A, fields: [] }]', '1:7', 'one line'],
    [
      'a description with a line break of Unicode',
      file('  - { name: A, description: "a\\u2028b", fields: [] }'),
      '3:29',
      'one line',
    ],
    [
      'a limit that is no literal',
      file("  - { name: A, fields: [{ name: a, type: integer, min: '010' }] }"),
      '3:56',
      'is no limit',
    ],
    [
      'a default that no number is written like',
      file('  - { name: A, fields: [{ name: a, type: money, default: "1e3" }] }'),
      '3:58',
      'is no value of the type money',
    ],
    [
      'a default that no database stores',
      file('  - { name: A, fields: [{ name: a, type: string, default: "a\\0" }] }'),
      '3:59',
      'stores no text',
    ],
    [
      'a default outside of the limits',
      file("  - { name: A, fields: ['a:integer:min=3:default=1'] }"),
      '3:25',
      'outside',
    ],
    ['a unique boolean', file("  - { name: A, fields: ['a:boolean:unique'] }"), '3:25', 'means nothing'],
    [
      'a part of a part',
      file(
        "  - { name: A, fields: ['a:string'] }\n  - { name: B, partOf: { entity: A, as: bs }, fields: ['a:string'] }\n  - { name: C, partOf: { entity: B, as: cs }, fields: ['a:string'] }",
      ),
      '5:34',
      'parts have no parts',
    ],
    [
      'a public reference to owned rows',
      file(
        "  - { name: A, owner: user, fields: ['a:string'] }\n  - { name: B, fields: ['a:string'], relations: ['a:many-to-one:A'] }",
      ),
      '4:50',
      'belong to users',
    ],
    [
      'no role that may do everything',
      'name: a\nroles: [{ name: x, default: true, permissions: [] }]\nentities: [{ name: A, fields: [] }]',
      '2:8',
      'permission "*"',
    ],
    [
      'a default role that may do everything',
      "name: a\nroles: [{ name: x, default: true, permissions: ['*'] }]\nentities: [{ name: A, fields: [] }]",
      '2:48',
      'whoever registers',
    ],
    [
      'an index over nothing',
      thing('    indexes: [{ fields: [titel], purpose: none }]'),
      '5:26',
      'Did you mean "title"?',
    ],
  ])('%s', (_what, text, place, message) => {
    const found = problemOf(text);
    expect(found).toContain(message);
    expect(found.split(' ')[0]).toBe(place);
  });
});
