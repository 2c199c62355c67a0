import { describe, expect, it } from 'vitest';
import { modelProblems } from '../../../generators/resource/check.ts';
import type { EntityModel, Model } from '../../../generators/resource/model.ts';

const modelOf = (...entities: readonly EntityModel[]): Model => ({
  name: 'test',
  description: 'A model.',
  roles: [
    { name: 'member', description: 'Whoever registers.', default: true, permissions: [] },
    { name: 'admin', description: 'May do everything.', permissions: ['*'] },
  ],
  entities,
});

const tag: EntityModel = { name: 'Tag', plural: 'Tags', description: 'A tag.', fields: [] };
const device: EntityModel = { name: 'Device', plural: 'Devices', description: 'A device.', fields: [] };

const messagesOf = (...entities: readonly EntityModel[]): string[] =>
  modelProblems(modelOf(...entities)).map(({ message }) => message);

describe('a resource', () => {
  it('may refer to itself and to others', () => {
    const tags = { name: 'tags', type: 'many-to-many', target: 'Tag' } as const;
    const parent = { name: 'parent', type: 'many-to-one', target: 'Device', optional: true } as const;
    expect(messagesOf(tag, { ...device, relations: [tags, parent] })).toEqual([]);
  });

  it.each<[string, Partial<EntityModel>]>([
    ['The schema "Problem"', { name: 'Problem', plural: 'Problems' }],
    ['The operation "getOwnUser"', { name: 'OwnUser', plural: 'OwnUsers' }],
    ['The table "refresh_tokens"', { name: 'Renewal', plural: 'RefreshTokens' }],
    ['another name in the code "DeviceInput"', { fields: [{ name: 'input', type: 'enum', values: ['a', 'b'] }] }],
    ['"user" would be the member "userId"', { relations: [{ name: 'user', type: 'many-to-one', target: 'Tag' }] }],
    ['Every row has a link "self"', { relations: [{ name: 'self', type: 'many-to-one', target: 'Tag' }] }],
    ['are for those who sign in', { owner: 'user', access: { read: 'public' } }],
    ['are for those who sign in', { owner: 'user', access: { write: 'public' } }],
    ['does not match the pattern', { fields: [{ name: 'code', type: 'string', pattern: '[a-z]+', default: 'ABC' }] }],
  ])('is refused: %s', (message, changes) => {
    expect(messagesOf(tag, { ...device, ...changes }).join()).toContain(message);
  });
});
