import { describe, expect, it } from 'vitest';
import { parseModel } from './parse.ts';

const entities = [
  "  - { name: Port, fields: ['code:string'] }",
  "  - { name: Crane, fields: ['code:string'], access: { read: permission, write: signed-in } }",
  "  - { name: Note, owner: user, fields: ['text:text'] }",
  "  - { name: Sign, fields: ['text:text'], operations: [list, get] }",
  "  - { name: Hook, fields: ['code:string'], partOf: { entity: Crane, as: hooks } }",
];

/** What is said of a permission of a role, with its place. */
const problemOf = (permission: string, more: readonly string[] = []): string => {
  const text = [
    'name: test',
    'roles:',
    `  - { name: clerk, default: true, permissions: ['${permission}'] }`,
    "  - { name: admin, permissions: ['*'] }",
    'entities:',
    ...entities,
    ...more,
  ].join('\n');
  const parsed = parseModel(text, 'model.yaml');
  return 'model' in parsed
    ? ''
    : parsed.problems.map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`).join('\n');
};

describe('a permission of a role', () => {
  it.each([
    'ports:write',
    'cranes:read',
    'notes:read:any',
    'notes:write:any',
    'users:read',
    'users:write',
    'audit:read',
  ])('%s is asked for', (permission) => {
    expect(problemOf(permission)).toBe('');
  });

  it.each([
    ['port:write', 'Nothing asks for "port:write". Did you mean "ports:write"?'],
    ['ports:wirte', 'Nothing asks for "ports:wirte". Did you mean "ports:write"?'],
    ['ports:write:any', 'Nothing asks for "ports:write:any".'],
    ['ports:delete', 'Nothing asks for "ports:delete".'],
    ['hooks:write', 'Nothing asks for "hooks:write".'],
    ['signs:write', 'Nothing asks for "signs:write".'],
    ['ports:read', 'No request to ports asks for "ports:read": write "access: { read: permission }" in Port'],
    ['cranes:write', 'No request to cranes asks for "cranes:write": write "access: { write: permission }" in Crane'],
  ])('%s, which nothing asks for, is told', (permission, message) => {
    expect(problemOf(permission)).toContain(`3:49 ${message}`);
  });

  it('is not judged when an entity is wrong', () => {
    const problem = problemOf('cars:write', ["  - { name: Car, feilds: ['a:string'], fields: [] }"]);
    expect(problem).toContain('"feilds" is not known here');
    expect(problem).not.toContain('cars:write');
  });
});
