import type { FastifyInstance } from 'fastify';

import { clientOf } from '../../../app/http/client.ts';
import { route } from '../../../app/http/route.ts';
import type { TokenService } from '../application/token-service.ts';
import { presentSignIn, presentTokens } from './token-presenter.ts';
import { logIn, logOut, refresh } from './tokens-operations.ts';

/** Signing in and out. */
export const tokenRoutes =
  (tokens: TokenService) =>
  (app: FastifyInstance): void => {
    app.route(route(logIn, async (request) => presentSignIn(await tokens.logIn(request.body, clientOf(request)))));

    app.route(
      route(refresh, async (request) =>
        presentTokens(await tokens.refresh(request.body.refreshToken, clientOf(request))),
      ),
    );

    app.route(
      route(logOut, async (request) => {
        await tokens.logOut(request.body.refreshToken, clientOf(request));
        return undefined;
      }),
    );
  };
