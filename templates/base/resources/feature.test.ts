import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseModel } from '../../../src/model/parse.ts';
import { emitWith } from '../../../test/support/emitted.ts';
import { sampleMatching, UnsupportedPatternError } from './files/src/commands/matching.ts';
import { migrationOrder, modelView } from './files/generators/resource/model-view.ts';
import type { EntityModel, Model } from './files/generators/resource/model.ts';
import { identifier, longestIdentifier, nameView } from './files/generators/resource/names.ts';
import type { EntityView, NeighbourView, ViewProject } from './files/generators/resource/views.ts';
import { minimalModel } from './models/minimal.ts';
import { shopModel } from './models/shop.ts';

const withIdentity: ViewProject = { has: (feature) => feature === 'identity' };
const withoutIdentity: ViewProject = { has: () => false };

const exampleModel = (name: string): Model => {
  const file = new URL(`../../../test/models/${name}.yaml`, import.meta.url);
  const parsed = parseModel(readFileSync(file, 'utf8'), name);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
};

const entityOf = (name: string, model = shopModel, project = withIdentity): EntityView => {
  const found = modelView(model, project).entities.find((entity) => entity.name.pascal === name);
  if (found === undefined) throw new Error(`The view has no ${name}.`);
  return found;
};

describe('names', () => {
  it.each([
    ['OrderItem', 'order-item', 'order_item', 'orderItem'],
    ['URLMapping', 'url-mapping', 'url_mapping', 'urlMapping'],
    ['unNumber', 'un-number', 'un_number', 'unNumber'],
    ['line2Total', 'line2-total', 'line2_total', 'line2Total'],
  ])('%s', (name, kebab, snake, camel) => {
    expect(nameView(name)).toMatchObject({ kebab, snake, camel });
  });

  it('of indexes fit PostgreSQL and stay apart', () => {
    const names = ['a', 'b'].map((end) => identifier('x'.repeat(70), end));
    expect(new Set(names).size).toBe(2);
    expect(names.every((name) => name.length <= longestIdentifier)).toBe(true);
    for (const entity of modelView(exampleModel('freight'), withIdentity).entities) {
      const all = entity.indexes.map(({ name }) => name);
      expect(new Set(all).size).toBe(all.length);
      expect(Math.max(...all.map((name) => name.length))).toBeLessThanOrEqual(longestIdentifier);
    }
  });
});

describe('what the database can refuse', () => {
  it('is a value that must be unique, and a reference', () => {
    const of = (name: string) => entityOf(name).refusals;
    expect(of('Category').change).toEqual({ taken: true, dangling: false });
    expect(of('Product').insert).toEqual({ taken: false, dangling: true });
  });

  it('is no change of what cannot be changed', () => {
    const { insert, change } = entityOf('Booking', exampleModel('freight')).refusals;
    expect([insert.taken, change.taken]).toEqual([true, false]);
  });
});

describe('what is said of an index', () => {
  const purposes = (name: string, model = shopModel) => entityOf(name, model).indexes.map(({ purpose }) => purpose);

  it('is what its lists can be narrowed to', () => {
    expect(purposes('Product')).toEqual([
      'Lists products by age, which is the default order.',
      'Lists the products that are active, or those that are not.',
      'Lists the products with a given category.',
      'Lists products by name.',
      'Lists products by price, and those in a range of it.',
      'Finds products by their words.',
    ]);
    expect(purposes('Port', exampleModel('freight'))).toContain('Lists the ports in a range of opened on.');
  });

  it('says nothing of a field that the model says nothing of', () => {
    const described = entityOf('Product').properties.filter(({ description }) => description !== undefined);
    expect(described.map(({ name }) => name)).toEqual(['price', 'stock', 'isActive', 'categoryId']);
  });
});

describe('the order of migrations', () => {
  const entity = (name: string, ...targets: string[]): EntityModel => ({
    name,
    plural: `${name}s`,
    description: name,
    fields: [],
    relations: targets.map((target) => ({ name: target.toLowerCase(), type: 'many-to-one', target, optional: true })),
  });
  const orderOf = (...entities: EntityModel[]) =>
    migrationOrder({ ...shopModel, entities })
      .map(({ name }) => name)
      .join('');

  it('puts what is referred to first', () => {
    expect(orderOf(entity('A', 'C'), entity('B'), entity('C', 'D'), entity('D'))).toBe('DCAB');
  });

  it('copes with circles and with rows that refer to their own table', () => {
    expect(orderOf(entity('A', 'B'), entity('B', 'A'), entity('C', 'C'))).toBe('BAC');
  });

  it('keeps the numbers of older entities when one is added at the end', () => {
    const old = [entity('A', 'C'), entity('B'), entity('C')];
    expect(orderOf(...old, entity('D', 'A'))).toBe(`${orderOf(...old)}D`);
  });

  it('leaves a constraint of a circle to the later migration', () => {
    const model = exampleModel('freight');
    expect(entityOf('Reference', model).lateConstraints).toMatchObject([{ table: 'classes', target: 'references' }]);
    expect(entityOf('Class', model).lateConstraints).toEqual([]);
  });
});

describe('the shop', () => {
  it('has the lists, filters and orders of the contract', () => {
    const product = entityOf('Product');
    expect(product.filters.map(({ name }) => name).sort()).toEqual(['categoryId', 'isActive', 'maxPrice', 'minPrice']);
    expect(product.sorts.map(({ name }) => name)).toEqual(['name', 'price', 'createdAt']);
    expect(product.nested.map(({ path }) => path)).toEqual(['/api/v1/categories/{id}/products']);
    expect(product.operations).toEqual(['list', 'get', 'create', 'replace', 'patch', 'delete']);
  });

  it('has an index for each list, with its purpose', () => {
    const { indexes } = entityOf('Product');
    expect(indexes.map(({ definition }) => definition)).toContain(
      '(is_active, created_at, id) where deleted_at is null',
    );
    expect(indexes.every(({ purpose }) => purpose.length > 10)).toBe(true);
  });

  it('has all rows in the indexes of foreign keys, where the database looks for deleted ones, too', () => {
    const definitions = ['Product', 'Order'].flatMap((name) =>
      entityOf(name).indexes.map(({ definition }) => definition),
    );
    expect(definitions).toContain('(category_id, created_at, id)');
    expect(definitions).toContain('(user_id, created_at, id)');
  });

  it('has owners and changes only where somebody can sign in', () => {
    expect(entityOf('Order')).toMatchObject({ owned: true, operations: ['list', 'get'] });
    const order = entityOf('Order', shopModel, withoutIdentity);
    expect(order.owned).toBe(false);
    expect(order.properties.map(({ name }) => name)).not.toContain('userId');
    expect(entityOf('Product', shopModel, withoutIdentity).operations).toEqual(['list', 'get']);
  });

  it('asks for the permissions that its roles have', () => {
    const { permissions, roles } = modelView(shopModel, withIdentity);
    const known = permissions.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(roles.flatMap((role) => role.permissions)));
    expect(roles.find(({ name }) => name === 'admin')).toMatchObject({ everything: true, permissions: [] });
  });
});

describe('the modules that a resource asks', () => {
  const note = minimalModel.entities[0];
  const entity = (name: string, ...targets: readonly string[]): EntityModel => ({
    ...(note ?? { description: '', fields: [] }),
    name,
    plural: `${name}s`,
    relations: targets.map((target) => ({ name: target.toLowerCase(), type: 'many-to-one', target, optional: true })),
  });
  const neighboursOf = (name: string, ...entities: readonly EntityModel[]): [string, boolean][] =>
    entityOf(name, { ...minimalModel, entities: [...entities] }).neighbours.map(
      ({ name: { pascal }, mutual }: NeighbourView) => [pascal, mutual],
    );

  it('are those it is listed below and those it is linked to, each once, and the accounts of its owners', () => {
    const of = (name: string) => entityOf(name).neighbours.map(({ plural }) => plural.kebab);
    expect([of('Category'), of('Product'), of('Order')]).toEqual([[], ['categories'], ['users']]);
  });

  it('ask it back, at once or by way of others, or do not', () => {
    expect(neighboursOf('A', entity('A', 'B'), entity('B'))).toEqual([['B', false]]);
    expect(neighboursOf('A', entity('A', 'A', 'B'), entity('B', 'A'))).toEqual([['B', true]]);
    const ring = [entity('A', 'B'), entity('B', 'C'), entity('C', 'A', 'D'), entity('D', 'D')];
    expect(neighboursOf('A', ...ring)).toEqual([['B', true]]);
    expect(neighboursOf('C', ...ring)).toEqual([
      ['A', true],
      ['D', false],
    ]);
  });
});

describe('samples of a pattern', () => {
  it.each([/^[A-Z]{3}-\d{4}$/, /^(?:ab|cd)+x?$/, /^\w{2,}$/, /^[a-c.]{1,3}$/, /^v\d+\.\d+$/])(
    'match %s, and differ',
    (pattern) => {
      const samples = Array.from({ length: 50 }, (_, n) => sampleMatching(pattern, n));
      expect(samples.filter((sample) => !pattern.test(sample))).toEqual([]);
      expect(new Set(samples).size).toBeGreaterThan(String(pattern).includes('ab') ? 0 : 30);
    },
  );

  it.each([/^(?=a)b$/, /^[^a]$/, /^(a)\1$/, /^\D$/])('cannot be made for %s', (pattern) => {
    expect(() => sampleMatching(pattern, 1)).toThrow(UnsupportedPatternError);
  });
});

type Emitted = Parameters<typeof emitWith>[0];
type Field = NonNullable<(typeof minimalModel)['entities'][number]['fields']>[number];

/** The files of a resource that differ when it has the one field instead of the other, or of none. */
const changedByField = (answers: Emitted, field: Field, instead: readonly Field[] = []): readonly string[] => {
  const [note] = minimalModel.entities;
  if (note === undefined) throw new Error('The minimal model has no entity.');
  const emissionWith = (fields: readonly Field[]) =>
    emitWith({ ...answers, model: { ...minimalModel, entities: [{ ...note, fields: [...note.fields, ...fields] }] } })
      .emission;
  const [before, after] = [emissionWith(instead), emissionWith([field])];
  return [...after.keys()].filter((path) => after.get(path)?.content !== before.get(path)?.content).sort();
};

describe('the recipes of CONTRIBUTING.md', () => {
  const subtitle = { name: 'subtitle', type: 'string', max: 200, optional: true } as const;
  const listedUnder = (answers: Emitted, heading: string): string[] => {
    const text = emitWith({ ...answers, model: minimalModel }).emission.get('CONTRIBUTING.md')?.content ?? '';
    const section = text.split(/^##+ /m).find((part) => part.startsWith(heading)) ?? '';
    return [...section.matchAll(/^\| `((?:src|test)\/\S+)` \|/gm)].map(([, path = '']) => path);
  };
  const choices = [
    { stack: 'fastify' },
    { stack: 'express' },
    { stack: 'nestjs' },
    { preset: 'minimal', auth: [] },
  ] as const;

  it.each(choices)('list the files that differ with and without a field: %j', (answers) => {
    const listed = listedUnder(answers, 'A new field of a resource');
    expect(changedByField(answers, subtitle)).toEqual(['migrations/1000_create_notes.ts', ...listed].sort());
  });

  it.each(choices)('list the files that differ when the field is a filter and an order of the list: %j', (answers) => {
    const listed = listedUnder(answers, 'A filter or an order of its list');
    const listable = { ...subtitle, filterable: true, sortable: true };
    expect(changedByField(answers, listable, [subtitle])).toEqual(
      ['migrations/1000_create_notes.ts', ...listed].sort(),
    );
  });

  it('take a resource whose list has filters already, where there is one', () => {
    const text = emitWith({}).emission.get('CONTRIBUTING.md')?.content ?? '';
    expect(text).toContain('| the member of `ProductFilters`, the name in `ProductSort` |');
  });
});
