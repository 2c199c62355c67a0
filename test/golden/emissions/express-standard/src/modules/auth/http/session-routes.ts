import { Router } from 'express';
import { clientOf } from '../../../app/http/client.ts';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/middleware/authentication.ts';
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
export const sessionRoutes = ({ sessions, passwords, emailChange }: Auth): Router => {
  const router = Router();

  route(router, reauthenticate, async (req) => {
    await sessions.reauthenticate(principalOf(req), req.body.password, clientOf(req));
    return undefined;
  });

  route(router, changePassword, async (req) => {
    await passwords.change(principalOf(req), req.body, clientOf(req));
    return undefined;
  });

  route(router, changeEmail, async (req) => {
    await emailChange.request(principalOf(req), req.body.email, clientOf(req));
    return checkYourMail;
  });

  route(router, logoutAll, async (req) => {
    await sessions.endAll(principalOf(req), clientOf(req));
    return undefined;
  });

  route(router, listSessions, async (req) => {
    const caller = principalOf(req);
    return presentSessions(await sessions.list(caller), { currentId: caller.sessionId, url: req.originalUrl });
  });

  route(router, getSession, async (req) => {
    const caller = principalOf(req);
    return presentSession(await sessions.get(caller, req.params.id), caller.sessionId);
  });

  route(router, endSession, async (req) => {
    await sessions.end(principalOf(req), req.params.id, clientOf(req));
    return undefined;
  });

  return router;
};
