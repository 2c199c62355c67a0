import { describe, expect, it } from 'vitest';
import { identifier, longestIdentifier } from '../../templates/base/resources/files/generators/resource/names.ts';
import { modelView } from '../../templates/base/resources/files/generators/resource/model-view.ts';
import { parseModel } from './parse.ts';

const file = (...entities: readonly string[]): string =>
  ['name: test', 'entities:', ...entities.map((entity) => `  - { ${entity} }`)].join('\n');

/** Every problem of a model, as `line path message`. */
const problemsOf = (...entities: readonly string[]): readonly string[] => {
  const parsed = parseModel(file(...entities), 'model.yaml');
  return 'model' in parsed
    ? []
    : parsed.problems.map(({ line, path, message }) => `${String(line)} ${path} ${message}`);
};

const viewOf = (...entities: readonly string[]) => {
  const parsed = parseModel(file(...entities), 'model.yaml');
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return modelView(parsed.model, { has: () => true });
};

const tag = "name: Tag, fields: ['name:string']";
const order = "name: Order, fields: ['number:string']";

describe('a join table', () => {
  it.each([
    ['of an entity with itself', "name: Person, fields: ['note:text'], relations: ['people:many-to-many:Person']"],
    [
      'of an entity called like the link',
      "name: FavouriteTag, fields: ['note:text'], relations: ['favourite:many-to-many:Tag']",
    ],
  ])('%s has two columns', (_what, entity) => {
    const link = viewOf(tag, entity).entities.flatMap(({ links }) => links)[0];
    expect(link?.ownColumn).toMatch(/_id$/);
    expect(link?.targetColumn).toMatch(/_id$/);
    expect(link?.targetColumn).not.toBe(link?.ownColumn);
  });

  it('has columns that PostgreSQL does not cut', () => {
    const name = 'StandardOperatingProcedureDocument';
    const relation = 'alternativeReplacementOrSubstitute';
    const [view] = viewOf(
      `name: ${name}, fields: ['note:text'], relations: ['${relation}:many-to-many:${name}']`,
    ).entities;
    const whole = 'alternative_replacement_or_substitute_standard_operating_procedure_document';
    expect(view?.links[0]?.targetColumn).toBe(identifier(whole, 'id'));
    expect(view?.links[0]?.targetColumn.length).toBe(longestIdentifier);
  });

  it('has short columns as they are', () => {
    const [, view] = viewOf(tag, "name: Post, fields: ['note:text'], relations: ['tags:many-to-many:Tag']").entities;
    expect(view?.links[0]).toMatchObject({ ownColumn: 'post_id', targetColumn: 'tag_id' });
  });
});

describe('names that meet another', () => {
  const device = (...fields: readonly string[]): string => `name: Device, fields: [${fields.join(', ')}]`;

  it.each([
    [
      'the owner',
      ["name: Order, owner: user, fields: [], relations: ['user:many-to-one:Tag']"],
      'relations.0.name "user"',
    ],
    [
      'the link to itself',
      ["name: Order, fields: [], relations: ['self:many-to-one:Tag']"],
      'relations.0.name Every row',
    ],
    [
      'a link to a list',
      [
        "name: Order, fields: [], relations: ['lines:many-to-one:Tag']",
        "name: Line, fields: [], relations: ['order:many-to-one:Order']",
      ],
      'relations.0 There is another link "lines"',
    ],
    [
      'another part',
      [
        order,
        'name: Item, partOf: { entity: Order, as: rows }, fields: []',
        'name: Bit, partOf: { entity: Order, as: rows }, fields: []',
      ],
      '3.partOf.as "Order" has a "rows" already',
    ],
    [
      'the entity of a part',
      [
        order,
        "name: Item, partOf: { entity: Order, as: rows }, fields: [], relations: ['order:many-to-one:Order:optional']",
      ],
      '2 A part of "Order" has "orderId" already',
    ],
    [
      'a type of the entity',
      [device("'input:enum:values=a|b'")],
      'fields.0 There is another name in the code "DeviceInput"',
    ],
    [
      'a type of its entity, as a part',
      [device(), 'name: DeviceChanges, partOf: { entity: Device, as: changes }, fields: []'],
      '2 There is another name in the code "DeviceChanges"',
    ],
    [
      'a type of another part',
      [
        device("'slotStatus:enum:values=a|b'"),
        "name: DeviceSlot, partOf: { entity: Device, as: slots }, fields: ['status:enum:values=c|d']",
      ],
      '2.fields.0 There is another name in the code "DeviceSlotStatus"',
    ],
    ['a type of another request', [device(), 'name: DeviceInput, fields: []'], 'There is another schema "DeviceInput"'],
    ['a function of the backend', ['name: Id, plural: Ids, fields: []'], '1 The function in the code "newId"'],
    [
      'what fills all tables',
      ['name: Resource, fields: []'],
      '1 The function in the code "seedResources" is a part of the backend itself',
    ],
    [
      'what makes a sample of its own',
      ["name: Email, fields: ['sender:email']"],
      '1 There is another function in the code "sampleEmail"',
    ],
    [
      'an operation of another entity',
      [
        'name: Customer, fields: []',
        "name: Order, fields: [], relations: ['customer:many-to-one:Customer']",
        'name: CustomerOrder, fields: []',
      ],
      'There is another operation "listCustomerOrders"',
    ],
    [
      'an operation of the backend',
      ['name: OwnUser, fields: []'],
      'The operation "getOwnUser" is a part of the backend',
    ],
    [
      'a schema of the backend',
      ['name: Registration, fields: []'],
      'The schema "Registration" is a part of the backend',
    ],
    [
      'a table of the backend',
      ['name: Renewal, plural: RefreshTokens, fields: []'],
      '1.plural The table "refresh_tokens"',
    ],
    ['a module of the backend', ['name: Coin, plural: Tokens, fields: []'], '1.plural'],
    [
      'a table of the backend by a relation',
      ["name: Refresh, fields: [], relations: ['tokens:many-to-many:Tag']"],
      '1.relations.0 The table "refresh_tokens" is a part of the backend itself',
    ],
    [
      'an index of another table',
      [
        "name: Orders, plural: Order, fields: ['itemsName:string:sortable']",
        "name: OrderItem, plural: OrderItems, fields: ['name:string:sortable']",
      ],
      'There is another index "order_items_name_id_idx"',
    ],
  ])('of %s are refused', (_what, entities, problem) => {
    expect(problemsOf(tag, ...entities).join('\n')).toContain(problem);
  });

  it('are refused at their line', () => {
    expect(problemsOf(tag, device("'input:enum:values=a|b'"))).toEqual([
      '4 entities.1.fields.0 There is another name in the code "DeviceInput": choose another name.',
    ]);
  });

  it.each([
    [
      'a service beside what it serves',
      [
        "name: Vehicle, fields: ['note:text']",
        "name: VehicleService, fields: [], relations: ['vehicle:many-to-one:Vehicle']",
      ],
    ],
    ['a field called self', ["name: Thing, fields: ['self:string']"]],
    ['what makes samples of another type', ["name: Email, fields: ['subject:string']"]],
  ])('are others than %s', (_what, entities) => {
    expect(problemsOf(tag, ...entities)).toEqual([]);
  });
});

describe('what could never be made', () => {
  const part = (members: string): string => `name: Line, partOf: { entity: Order, as: lines }, ${members}`;

  it.each([
    [
      'a row whose parts need such a row',
      [order, part("fields: [], relations: ['swap:many-to-one:Order']")],
      '4 entities.1.relations Required relations, its own or of its parts, go round in a circle',
    ],
    [
      'a part with what only rows with requests of their own have',
      [order, part("fields: ['code:string:private']")],
      '5 entities.2.fields.0.private "private" means nothing in a part, which is given and answered with its "Order"',
    ],
    [
      'a slug that is made, and missing',
      ["name: Page2, fields: ['a:string', 'b:slug:from=a:optional']"],
      'never missing',
    ],
    [
      'a slug that is made, and not given',
      ["name: Page2, fields: ['a:string', 'b:slug:from=a:readOnly']"],
      'can be given',
    ],
    [
      'a slug that changes with what never does',
      ["name: Page2, fields: ['a:string:immutable', 'b:slug:from=a']"],
      'fields.1.from "a" is immutable: what is made from it must be so, too.',
    ],
    [
      'a row of what the server sets alone',
      ["name: Count, fields: ['a:integer:readOnly:default=0']"],
      'requests have nothing to give',
    ],
  ])('%s is refused', (_what, entities, problem) => {
    expect(problemsOf(tag, ...entities).join('\n')).toContain(problem);
  });

  it('may refer to another row of the same kind', () => {
    expect(problemsOf(order, part("fields: [], relations: ['swap:many-to-one:Order:optional']"))).toEqual([]);
    expect(problemsOf("name: Page2, fields: ['a:string:immutable', 'b:slug:from=a:immutable']")).toEqual([]);
  });
});

describe('indexes', () => {
  const indexed = (...indexes: readonly string[]): string =>
    `name: Thing, fields: ['a:string', 'bC:string', 'aB:string', 'c:string'], relations: ['tags:many-to-many:Tag', 'tag:many-to-one:Tag'], indexes: [${indexes.map((index) => `{ purpose: why, ${index} }`).join(', ')}]`;

  it.each([
    ['a relation without a column', ['fields: [tags]'], 'indexes.0.fields.0 "tags" has no column here'],
    ['the columns of another', ['fields: [a, c]', 'fields: [a, c]'], 'indexes.1 Another index has the same columns'],
    ['texts that none holds', ['fields: [a, bC, aB, c]'], 'indexes.0.fields The texts of an index have at most 650'],
    ['the name of another', ['fields: [a, bC]', 'fields: [aB, c]'], 'indexes.1 Another index has the same columns'],
  ])('over %s are refused', (_what, indexes, problem) => {
    expect(problemsOf(tag, indexed(...indexes)).join('\n')).toContain(problem);
  });

  it('may be over a reference, and unique besides', () => {
    expect(problemsOf(tag, indexed('fields: [tagId]', 'fields: [a, c]', 'fields: [a, c], unique: true'))).toEqual([]);
  });
});

describe('defaults and limits', () => {
  const problemOf = (field: string): string => problemsOf(`name: Thing, fields: [{ name: a, ${field} }]`).join('\n');

  it.each([
    ["type: enum, values: ['1', '2'], default: 1", 'default The default of the type enum must be a string: write "1"'],
    ['type: enum, values: [a, b], default: c', 'default "c" is not among the values'],
    ['type: integer, default: 99999999999', 'whole numbers from -2147483648 to 2147483647'],
    ['type: integer, min: 2147483648', 'min "2147483648" is no limit for the type integer'],
    ['type: integer, max: -2147483649', 'max "-2147483649" is no limit for the type integer'],
    ["type: money, default: '1.234'", '"1.234" is no value of the type money, which has'],
    ["type: money, min: '0.001'", '"0.001" is no limit for the type money'],
    ['type: string, min: 201', 'min A string has at most 200 characters unless "max" says more'],
    ['type: string, max: 0', 'max "0" is no limit for the type string'],
    ['type: slug, max: 9', 'max A slug needs room for 10 characters'],
    ['type: string, max: 2, default: abc', 'default The default has more than 2 characters'],
    ['type: string, min: 4, default: abc', 'default The default is too short: "min" is 4.'],
    ["type: string, default: ''", 'default The default is too short: "min" is 1 unless said.'],
    ["type: string, pattern: '[a-z]+', default: ABC", 'default The default does not match the pattern'],
    ["type: string, pattern: 'a|b', default: ax", 'default The default does not match the pattern'],
  ])('{ %s } do not fit', (field, problem) => {
    expect(problemOf(field)).toContain(problem);
  });

  it.each([
    'type: integer, min: -2147483648, max: 2147483647, default: 2147483647',
    "type: decimal, min: '0.0001', default: '1.2345'",
    "type: money, max: '999999999999.99'",
    'type: string, min: 300, max: 300',
    'type: text, min: 9000',
    "type: string, min: 0, default: ''",
    "type: string, pattern: 'a|b', default: b",
    'type: enum, values: [a, b], default: b',
  ])('{ %s } fit', (field) => {
    expect(problemOf(field)).toBe('');
  });
});
