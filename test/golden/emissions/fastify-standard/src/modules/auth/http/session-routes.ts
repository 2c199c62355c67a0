import type { FastifyInstance } from 'fastify';

import { clientOf } from '../../../app/http/client.ts';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/plugins/authentication.ts';
import type { Auth } from '../index.ts';
import { checkYourMail } from './auth-schemas.ts';
import {
  changeEmail,
  changePassword,
  endSession,
  getSession,
  listSessions,
  logoutAll,
  reauthenticate,
} from './session-operations.ts';
import { presentSession, presentSessions } from './session-presenter.ts';

/** What somebody does with their own account and sign-ins. */
export const sessionRoutes =
  ({ sessions, passwords, emailChange }: Auth) =>
  (app: FastifyInstance): void => {
    app.route(
      route(reauthenticate, async (request) => {
        await sessions.reauthenticate(principalOf(request), request.body.password, clientOf(request));
        return undefined;
      }),
    );

    app.route(
      route(changePassword, async (request) => {
        await passwords.change(principalOf(request), request.body, clientOf(request));
        return undefined;
      }),
    );

    app.route(
      route(changeEmail, async (request) => {
        await emailChange.request(principalOf(request), request.body.email, clientOf(request));
        return checkYourMail;
      }),
    );

    app.route(
      route(logoutAll, async (request) => {
        await sessions.endAll(principalOf(request), clientOf(request));
        return undefined;
      }),
    );

    app.route(
      route(listSessions, async (request) => {
        const caller = principalOf(request);
        return presentSessions(await sessions.list(caller), { currentId: caller.sessionId, url: request.url });
      }),
    );

    app.route(
      route(getSession, async (request) => {
        const caller = principalOf(request);
        return presentSession(await sessions.get(caller, request.params.id), caller.sessionId);
      }),
    );

    app.route(
      route(endSession, async (request) => {
        await sessions.end(principalOf(request), request.params.id, clientOf(request));
        return undefined;
      }),
    );
  };
