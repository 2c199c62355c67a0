import type { FastifyInstance } from 'fastify';
import { route } from '../../../app/http/route.ts';
import { collection } from '../../../platform/http/collection.ts';
import { entityTag, requireIfMatch } from '../../../platform/http/conditional.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { CategoryService } from '../../categories/index.ts';
import type { ProductService } from '../application/product-service.ts';
import { presentProduct } from './product-presenter.ts';
import {
  listProducts,
  getProduct,
  createProduct,
  replaceProduct,
  patchProduct,
  deleteProduct,
  listCategoryProducts,
} from './products-operations.ts';

interface Services {
  readonly products: ProductService;
  readonly categories: CategoryService;
}

/** Mounts a route for each operation on products. */
export const resourceRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    readRoutes(app, services);
    nestedRoutes(app, services);
    writeRoutes(app, services);
  };

const readRoutes = (app: FastifyInstance, { products }: Services): void => {
  app.route(
    route(listProducts, async (request) => {
      const { limit, cursor, sort, include, ...filters } = request.query;
      const page = await products.list(filters, pageRequest({ limit, cursor, sort, include }));
      return collection(page, presentProduct, { url: request.url, limit, sort, filters });
    }),
  );

  app.route(
    route(getProduct, async (request, reply) => {
      const product = await products.get(request.params.id);
      reply.header('etag', entityTag(product.version));
      return presentProduct(product);
    }),
  );
};

const nestedRoutes = (app: FastifyInstance, { products, categories }: Services): void => {
  app.route(
    route(listCategoryProducts, async (request) => {
      await categories.get(request.params.id);
      const { limit, cursor, sort, include, ...filters } = request.query;
      const page = await products.list(
        { ...filters, categoryId: request.params.id },
        pageRequest({ limit, cursor, sort, include }),
      );
      return collection(page, presentProduct, { url: request.url, limit, sort, filters });
    }),
  );
};

const writeRoutes = (app: FastifyInstance, { products }: Services): void => {
  app.route(
    route(createProduct, async (request, reply) => {
      const product = await products.create(request.body);
      reply.header('location', `/api/v1/products/${product.id}`);
      reply.header('etag', entityTag(product.version));
      return presentProduct(product);
    }),
  );

  app.route(
    route(replaceProduct, async (request, reply) => {
      const { id } = request.params;
      const product = await products.replace(id, requireIfMatch(request.headers['if-match']), request.body);
      reply.header('etag', entityTag(product.version));
      return presentProduct(product);
    }),
  );

  app.route(
    route(patchProduct, async (request, reply) => {
      const { id } = request.params;
      const product = await products.patch(id, requireIfMatch(request.headers['if-match']), request.body);
      reply.header('etag', entityTag(product.version));
      return presentProduct(product);
    }),
  );

  app.route(
    route(deleteProduct, async (request) => {
      await products.delete(request.params.id, requireIfMatch(request.headers['if-match']));
      return undefined;
    }),
  );
};
