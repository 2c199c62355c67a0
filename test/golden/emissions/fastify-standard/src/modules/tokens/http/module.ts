import type { HttpModule } from '../../../app/module.ts';
import { createAuth } from '../../auth/index.ts';
import { createTokens } from '../index.ts';
import { tokenRoutes } from './routes.ts';
import * as operations from './tokens-operations.ts';

/** The routes of signing in and out by tokens. */
export const tokensModule: HttpModule = {
  name: 'tokens',
  operations: Object.values(operations),
  routes: (platform) => tokenRoutes(createTokens(platform, createAuth(platform))),
};
