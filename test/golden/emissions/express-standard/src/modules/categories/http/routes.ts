import { Router } from 'express';
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

/** The routes of categories. */
export const resourceRoutes = (services: Services): Router => {
  const router = Router();
  readRoutes(router, services);
  writeRoutes(router, services);
  return router;
};

const readRoutes = (router: Router, { categories }: Services): void => {
  route(router, listCategories, async (req) => {
    const { limit, cursor, sort, include } = req.query;
    const page = await categories.list(pageRequest({ limit, cursor, sort, include }));
    return collection(page, presentCategory, { url: req.originalUrl, limit, sort });
  });

  route(router, getCategory, async (req, res) => {
    const category = await categories.get(req.params.id);
    res.set('etag', entityTag(category.version));
    return presentCategory(category);
  });
};

const writeRoutes = (router: Router, { categories }: Services): void => {
  route(router, createCategory, async (req, res) => {
    const category = await categories.create(req.body);
    res.set('location', `/api/v1/categories/${category.id}`);
    res.set('etag', entityTag(category.version));
    return presentCategory(category);
  });

  route(router, replaceCategory, async (req, res) => {
    const { id } = req.params;
    const category = await categories.replace(id, requireIfMatch(req.get('if-match')), req.body);
    res.set('etag', entityTag(category.version));
    return presentCategory(category);
  });

  route(router, patchCategory, async (req, res) => {
    const { id } = req.params;
    const category = await categories.patch(id, requireIfMatch(req.get('if-match')), req.body);
    res.set('etag', entityTag(category.version));
    return presentCategory(category);
  });

  route(router, deleteCategory, async (req) => {
    await categories.delete(req.params.id, requireIfMatch(req.get('if-match')));
    return undefined;
  });
};
