import { permission, signedIn } from '../../../platform/access.ts';
import { ConflictError } from '../../../platform/errors.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import { ownChange, standingChange, user, userParams, userQuery } from './users-schemas.ts';

const tag = 'Users';

export const getOwnUser = defineOperation({
  id: 'getOwnUser',
  method: 'GET',
  path: '/api/v1/users/me',
  tag,
  summary: 'The signed-in user',
  access: signedIn,
  success: { status: 200, data: user },
});

export const updateOwnUser = defineOperation({
  id: 'updateOwnUser',
  method: 'PATCH',
  path: '/api/v1/users/me',
  tag,
  summary: 'Change one’s own names',
  access: signedIn,
  body: ownChange,
  success: { status: 200, data: user },
});

export const listUsers = defineOperation({
  id: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
  tag,
  summary: 'List users',
  access: permission('users:read'),
  query: userQuery,
  success: { status: 200, data: user, collection: true },
});

export const getUser = defineOperation({
  id: 'getUser',
  method: 'GET',
  path: '/api/v1/users/{id}',
  tag,
  summary: 'A user',
  access: permission('users:read'),
  params: userParams,
  success: { status: 200, data: user },
});

export const updateUser = defineOperation({
  id: 'updateUser',
  method: 'PATCH',
  path: '/api/v1/users/{id}',
  tag,
  summary: 'Give and take roles, disable and enable',
  description: 'Disabling ends every sign-in of the user at once. The last active administrator cannot be changed.',
  access: permission('users:write'),
  params: userParams,
  body: standingChange,
  success: { status: 200, data: user },
  errors: [ConflictError],
});
