import type { FastifyInstance } from 'fastify';

import { addressOf } from '../../../app/http/address.ts';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/plugins/authentication.ts';
import { collection } from '../../../platform/http/collection.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { UserService } from '../application/user-service.ts';
import { presentUser } from './user-presenter.ts';
import { getOwnUser, getUser, listUsers, updateOwnUser, updateUser } from './users-operations.ts';

/** The routes of users. */
export const userRoutes =
  (users: UserService) =>
  (app: FastifyInstance): void => {
    app.route(route(getOwnUser, async (request) => presentUser(await users.get(principalOf(request).userId))));

    app.route(
      route(updateOwnUser, async (request) =>
        presentUser(await users.rename(principalOf(request).userId, request.body)),
      ),
    );

    app.route(
      route(listUsers, async (request) => {
        const { limit, cursor, sort, include, ...filters } = request.query;
        const page = await users.list(pageRequest({ limit, cursor, sort, include }), filters);
        return collection(page, presentUser, { url: request.url, limit, sort, filters });
      }),
    );

    app.route(route(getUser, async (request) => presentUser(await users.get(request.params.id))));

    app.route(
      route(updateUser, async (request) =>
        presentUser(await users.setStanding(principalOf(request), request.params.id, request.body, addressOf(request))),
      ),
    );
  };
