import { Router } from 'express';
import { clientOf } from '../../../app/http/client.ts';
import { route } from '../../../app/http/route.ts';
import type { TokenService } from '../application/token-service.ts';
import { presentSignIn, presentTokens } from './token-presenter.ts';
import { logIn, logOut, refresh } from './tokens-operations.ts';

/** Signing in and out. */
export const tokenRoutes = (tokens: TokenService): Router => {
  const router = Router();

  route(router, logIn, async (req) => presentSignIn(await tokens.logIn(req.body, clientOf(req))));

  route(router, refresh, async (req) => presentTokens(await tokens.refresh(req.body.refreshToken, clientOf(req))));

  route(router, logOut, async (req) => {
    await tokens.logOut(req.body.refreshToken, clientOf(req));
    return undefined;
  });

  return router;
};
