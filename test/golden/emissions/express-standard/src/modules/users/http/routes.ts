import { Router } from 'express';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/middleware/authentication.ts';
import { collection } from '../../../platform/http/collection.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { UserService } from '../application/user-service.ts';
import { presentUser } from './user-presenter.ts';
import { getOwnUser, getUser, listUsers, updateOwnUser, updateUser } from './users-operations.ts';

/** The routes of users. */
export const userRoutes = (users: UserService): Router => {
  const router = Router();

  route(router, getOwnUser, async (req) => presentUser(await users.get(principalOf(req).userId)));

  route(router, updateOwnUser, async (req) => presentUser(await users.rename(principalOf(req).userId, req.body)));

  route(router, listUsers, async (req) => {
    const { limit, cursor, sort, include, ...filters } = req.query;
    const page = await users.list(pageRequest({ limit, cursor, sort, include }), filters);
    return collection(page, presentUser, { url: req.originalUrl, limit, sort, filters });
  });

  route(router, getUser, async (req) => presentUser(await users.get(req.params.id)));

  route(router, updateUser, async (req) =>
    presentUser(await users.setStanding(principalOf(req), req.params.id, req.body, req.ip ?? '')),
  );

  return router;
};
