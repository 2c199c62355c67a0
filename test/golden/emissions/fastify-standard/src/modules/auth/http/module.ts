import type { HttpModule } from '../../../app/module.ts';
import { createAuth } from '../index.ts';
import * as accountOperations from './account-operations.ts';
import { accountRoutes } from './account-routes.ts';
import * as sessionOperations from './session-operations.ts';
import { sessionRoutes } from './session-routes.ts';

/** The routes of accounts and sign-ins, whatever the way of signing in. */
export const authModule: HttpModule = {
  name: 'auth',
  operations: [...Object.values(accountOperations), ...Object.values(sessionOperations)],
  routes: (platform) => {
    const auth = createAuth(platform);
    return (app) => {
      accountRoutes(auth)(app);
      sessionRoutes(auth)(app);
    };
  },
};
