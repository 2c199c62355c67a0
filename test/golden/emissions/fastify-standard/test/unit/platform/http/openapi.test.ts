import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConflictError } from '../../../../src/platform/errors.ts';
import { openApiDocument } from '../../../../src/platform/http/openapi.ts';
import type { Operation } from '../../../../src/platform/http/operation.ts';
import { idParameter, pageParameters } from '../../../../src/platform/http/parameters.ts';
import { sampleOperation } from './sample-operation.ts';

const thing = z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'Thing' });
const params = z.strictObject({ id: idParameter() });

const list = sampleOperation({
  id: 'listThings',
  path: '/api/v1/things',
  query: z.strictObject(pageParameters),
  success: { status: 200, data: thing, collection: true },
  conditional: 'etag',
});
const patch = sampleOperation({
  id: 'patchThing',
  method: 'PATCH',
  path: '/api/v1/things/{id}',
  params,
  body: z.strictObject({ name: z.string().min(1) }),
  success: { status: 200, data: thing },
  conditional: 'if-match',
  errors: [ConflictError],
});
const remove = sampleOperation({
  id: 'deleteThing',
  method: 'DELETE',
  path: '/api/v1/things/{id}',
  params,
  success: { status: 204 },
  conditional: 'if-match',
});

const documentOf = (...operations: Operation[]) => openApiDocument(operations, { title: 'Things', version: '1.0.0' });

describe('openApiDocument', () => {
  const document = documentOf(list, patch, remove);

  it('is OpenAPI 3.1 with a path for each operation', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Things', version: '1.0.0' } });
    expect(Object.keys(document.paths ?? {})).toEqual(['/api/v1/things', '/api/v1/things/{id}']);
    expect(document.paths?.['/api/v1/things']?.get?.operationId).toBe('listThings');
  });

  it('shows parameters as the types they stand for', () => {
    const parameters = document.paths?.['/api/v1/things']?.get?.parameters;
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'Size of a page.' },
      }),
    );
  });

  it('refers to the data by its name, inside the envelope', () => {
    expect(document.components?.schemas).toHaveProperty('Thing');
    const answer = JSON.stringify(document.paths?.['/api/v1/things']?.get?.responses?.['200']);
    expect(answer).toContain('"items":{"$ref":"#/components/schemas/Thing"}');
    expect(answer).toContain('"meta":{"$ref":"#/components/schemas/CollectionMeta"}');
  });

  it('documents the failures that follow from the form of an operation, and those it adds', () => {
    const statuses = (responses: object | undefined): string[] => Object.keys(responses ?? {});
    const item = document.paths?.['/api/v1/things/{id}'];
    const ofPatch = statuses(item?.patch?.responses);
    expect(ofPatch).toEqual(
      expect.arrayContaining(['200', '400', '404', '409', '412', '413', '415', '422', '428', '500', '503']),
    );
    expect(statuses(item?.delete?.responses)).not.toContain('409');
    expect(statuses(item?.delete?.responses)).not.toContain('415');
    expect(statuses(document.paths?.['/api/v1/things']?.get?.responses)).toContain('304');
    expect(JSON.stringify(item?.patch?.responses?.['409'])).toContain('`CONFLICT`');
  });

  it('demands If-Match where it is demanded', () => {
    const parameters = document.paths?.['/api/v1/things/{id}']?.delete?.parameters;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: true }));
  });

  it('offers If-Match where it is accepted', () => {
    const { paths } = documentOf({ ...remove, conditional: 'if-match-accepted' });
    const { parameters, responses } = paths?.['/api/v1/things/{id}']?.delete ?? {};
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: false }));
    expect(responses).toHaveProperty('412');
    expect(responses).not.toHaveProperty('428');
  });

  it('marks a deprecated route', () => {
    const { paths } = documentOf({ ...list, deprecated: { since: new Date(0) } }, patch);
    expect(paths?.['/api/v1/things']?.get?.deprecated).toBe(true);
    expect(paths?.['/api/v1/things/{id}']?.patch?.deprecated).toBeUndefined();
  });

  it('has no content for 204', () => {
    expect(document.paths?.['/api/v1/things/{id}']?.delete?.responses?.['204']).not.toHaveProperty('content');
  });

  it('refuses two operations of one name', () => {
    expect(() => documentOf(list, { ...patch, id: 'listThings' })).toThrow('Two operations are called listThings');
  });

  it.each(['Thing', 'Meta'])('refuses two schemas of the name %s', (id) => {
    const other = z.strictObject({ name: z.string() }).meta({ id });
    expect(() => documentOf(list, { ...patch, body: other })).toThrow(`Duplicate schema id "${id}"`);
  });

  it('takes one schema in several places, also as an optional one', () => {
    const body = z.strictObject({ thing: thing.optional(), others: z.array(thing) });
    expect(() => documentOf(list, { ...patch, body })).not.toThrow();
  });
});
