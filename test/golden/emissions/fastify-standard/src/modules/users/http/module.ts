import type { HttpModule } from '../../../app/module.ts';
import { createUsers } from '../index.ts';
import { userRoutes } from './routes.ts';
import * as operations from './users-operations.ts';

/** The routes of users. */
export const usersModule: HttpModule = {
  name: 'users',
  operations: Object.values(operations),
  routes: (platform) => userRoutes(createUsers(platform)),
};
