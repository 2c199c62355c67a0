import { describe, expect, it } from 'vitest';
import { breakingChanges, majorVersionOf } from '../../../scripts/openapi/breaking-changes.ts';

const product = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    price: { type: ['string', 'null'] },
    status: { type: 'string', enum: ['draft', 'live'] },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['id', 'status'],
};
const body = {
  type: 'object',
  properties: { name: { type: 'string', maxLength: 100 }, status: { type: 'string', enum: ['draft', 'live'] } },
  required: ['name'],
};
const page = { name: 'page', in: 'query', schema: { type: 'integer', maximum: 100 } };
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });

interface Parts {
  readonly answer?: unknown;
  readonly sent?: unknown;
  readonly parameters?: readonly unknown[];
  readonly statuses?: Readonly<Record<string, unknown>>;
  readonly paths?: Readonly<Record<string, unknown>>;
}

const documentWith = ({ answer = product, sent = body, parameters = [page], statuses, paths }: Parts = {}) => ({
  info: { version: '1.0.0' },
  paths: paths ?? {
    '/api/v1/products': {
      post: {
        parameters,
        requestBody: json({ $ref: '#/components/schemas/Sent' }),
        responses: statuses ?? { 201: json({ $ref: '#/components/schemas/Product' }), 409: {} },
      },
    },
  },
  components: { schemas: { Product: answer, Sent: sent } },
});

const changesTo = (parts: Parts): string[] => breakingChanges(documentWith(), documentWith(parts));

describe('what breaks clients', () => {
  it.each<[string, Parts]>([
    ['an operation goes', { paths: {} }],
    ['a success is answered otherwise', { statuses: { 200: {} } }],
    ['a parameter goes', { parameters: [] }],
    ['a parameter is demanded', { parameters: [{ ...page, required: true }] }],
    ['a new parameter is demanded', { parameters: [page, { name: 'q', in: 'query', required: true }] }],
    ['a parameter gets stricter', { parameters: [{ ...page, schema: { type: 'integer', maximum: 50 } }] }],
    ['a member of the answer goes', { answer: { ...product, properties: { id: { type: 'string' } } } }],
    ['a member of the answer becomes uncertain', { answer: { ...product, required: ['id'] } }],
    [
      'a member of the answer gets another type',
      { answer: { ...product, properties: { ...product.properties, id: { type: 'integer' } } } },
    ],
    [
      'a member of the answer gets a value nobody expects',
      {
        answer: {
          ...product,
          properties: { ...product.properties, status: { type: 'string', enum: ['draft', 'live', 'gone'] } },
        },
      },
    ],
    [
      'the items of a list change',
      {
        answer: {
          ...product,
          properties: { ...product.properties, tags: { type: 'array', items: { type: 'integer' } } },
        },
      },
    ],
    ['a member of the body is demanded', { sent: { ...body, required: ['name', 'status'] } }],
    ['a member of the body is refused', { sent: { ...body, properties: { name: { type: 'string' } } } }],
    [
      'a member of the body gets stricter',
      { sent: { ...body, properties: { ...body.properties, name: { type: 'string', maxLength: 50 } } } },
    ],
    [
      'a value of the body is refused',
      { sent: { ...body, properties: { ...body.properties, status: { type: 'string', enum: ['draft'] } } } },
    ],
  ])('%s', (_case, parts) => {
    expect(changesTo(parts)).not.toEqual([]);
  });
});

describe('what does not', () => {
  it.each<[string, Parts]>([
    ['nothing changes', {}],
    ['an operation comes', { paths: { ...documentWith().paths, '/api/v1/more': { get: { responses: {} } } } }],
    ['a parameter comes', { parameters: [page, { name: 'q', in: 'query' }] }],
    ['a parameter gets wider', { parameters: [{ ...page, schema: { type: 'integer', maximum: 500 } }] }],
    ['a failure comes or goes', { statuses: { 201: json(product), 404: {} } }],
    [
      'a member of the answer comes',
      { answer: { ...product, properties: { ...product.properties, more: { type: 'string' } } } },
    ],
    [
      'a member of the answer has fewer values',
      { answer: { ...product, properties: { ...product.properties, price: { type: 'string' } } } },
    ],
    ['a member of the body comes', { sent: { ...body, properties: { ...body.properties, more: { type: 'string' } } } }],
    ['a member of the body is no longer demanded', { sent: { ...body, required: [] } }],
  ])('%s', (_case, parts) => {
    expect(changesTo(parts)).toEqual([]);
  });

  it('a schema that contains itself', () => {
    const tree = {
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Product' } } },
    };
    expect(breakingChanges(documentWith({ answer: tree }), documentWith({ answer: tree }))).toEqual([]);
  });
});

it('reads the major version', () => {
  expect(majorVersionOf({ info: { version: '12.3.4' } })).toBe(12);
});
