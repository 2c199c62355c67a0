import { Router } from 'express';
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

/** The routes of products. */
export const resourceRoutes = (services: Services): Router => {
  const router = Router();
  readRoutes(router, services);
  nestedRoutes(router, services);
  writeRoutes(router, services);
  return router;
};

const readRoutes = (router: Router, { products }: Services): void => {
  route(router, listProducts, async (req) => {
    const { limit, cursor, sort, include, ...filters } = req.query;
    const page = await products.list(filters, pageRequest({ limit, cursor, sort, include }));
    return collection(page, presentProduct, { url: req.originalUrl, limit, sort, filters });
  });

  route(router, getProduct, async (req, res) => {
    const product = await products.get(req.params.id);
    res.set('etag', entityTag(product.version));
    return presentProduct(product);
  });
};

const nestedRoutes = (router: Router, { products, categories }: Services): void => {
  route(router, listCategoryProducts, async (req) => {
    await categories.get(req.params.id);
    const { limit, cursor, sort, include, ...filters } = req.query;
    const page = await products.list(
      { ...filters, categoryId: req.params.id },
      pageRequest({ limit, cursor, sort, include }),
    );
    return collection(page, presentProduct, { url: req.originalUrl, limit, sort, filters });
  });
};

const writeRoutes = (router: Router, { products }: Services): void => {
  route(router, createProduct, async (req, res) => {
    const product = await products.create(req.body);
    res.set('location', `/api/v1/products/${product.id}`);
    res.set('etag', entityTag(product.version));
    return presentProduct(product);
  });

  route(router, replaceProduct, async (req, res) => {
    const { id } = req.params;
    const product = await products.replace(id, requireIfMatch(req.get('if-match')), req.body);
    res.set('etag', entityTag(product.version));
    return presentProduct(product);
  });

  route(router, patchProduct, async (req, res) => {
    const { id } = req.params;
    const product = await products.patch(id, requireIfMatch(req.get('if-match')), req.body);
    res.set('etag', entityTag(product.version));
    return presentProduct(product);
  });

  route(router, deleteProduct, async (req) => {
    await products.delete(req.params.id, requireIfMatch(req.get('if-match')));
    return undefined;
  });
};
