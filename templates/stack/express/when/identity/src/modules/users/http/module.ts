import type { HttpModule } from '../../../app/module.ts';
import { createUsers } from '../index.ts';
import { userRoutes } from './routes.ts';
import * as operations from './users-operations.ts';

export const usersModule: HttpModule = {
  name: 'users',
  operations: Object.values(operations),
  routes: (platform) => userRoutes(createUsers(platform)),
};
