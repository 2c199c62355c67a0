import type { FastifyInstance } from 'fastify';
import { route } from '../../../app/http/route.ts';
import { collection } from '../../../platform/http/collection.ts';
import { entityTag, requireIfMatch } from '../../../platform/http/conditional.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { CategoryService } from '../application/category-service.ts';
import { presentCategory } from './category-presenter.ts';
import {
  listCategories,
  getCategory,
  createCategory,
  replaceCategory,
  patchCategory,
  deleteCategory,
} from './categories-operations.ts';

interface Services {
  readonly categories: CategoryService;
}

/** Mounts a route for each operation on categories. */
export const resourceRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    readRoutes(app, services);
    writeRoutes(app, services);
  };

const readRoutes = (app: FastifyInstance, { categories }: Services): void => {
  app.route(
    route(listCategories, async (request) => {
      const { limit, cursor, sort, include } = request.query;
      const page = await categories.list(pageRequest({ limit, cursor, sort, include }));
      return collection(page, presentCategory, { url: request.url, limit, sort });
    }),
  );

  app.route(
    route(getCategory, async (request, reply) => {
      const category = await categories.get(request.params.id);
      reply.header('etag', entityTag(category.version));
      return presentCategory(category);
    }),
  );
};

const writeRoutes = (app: FastifyInstance, { categories }: Services): void => {
  app.route(
    route(createCategory, async (request, reply) => {
      const category = await categories.create(request.body);
      reply.header('location', `/api/v1/categories/${category.id}`);
      reply.header('etag', entityTag(category.version));
      return presentCategory(category);
    }),
  );

  app.route(
    route(replaceCategory, async (request, reply) => {
      const { id } = request.params;
      const category = await categories.replace(id, requireIfMatch(request.headers['if-match']), request.body);
      reply.header('etag', entityTag(category.version));
      return presentCategory(category);
    }),
  );

  app.route(
    route(patchCategory, async (request, reply) => {
      const { id } = request.params;
      const category = await categories.patch(id, requireIfMatch(request.headers['if-match']), request.body);
      reply.header('etag', entityTag(category.version));
      return presentCategory(category);
    }),
  );

  app.route(
    route(deleteCategory, async (request) => {
      await categories.delete(request.params.id, requireIfMatch(request.headers['if-match']));
      return undefined;
    }),
  );
};
