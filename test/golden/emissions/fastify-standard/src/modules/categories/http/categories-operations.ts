import { permission, publicAccess } from '../../../platform/access.ts';
import { ConflictError } from '../../../platform/errors.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import {
  createCategorySchema,
  listCategoriesQuery,
  patchCategorySchema,
  categoryParameters,
  categorySchema,
  replaceCategorySchema,
} from './categories-schemas.ts';

export const listCategories = defineOperation({
  id: 'listCategories',
  method: 'GET',
  path: '/api/v1/categories',
  tag: 'Categories',
  summary: 'List categories',
  access: publicAccess,
  query: listCategoriesQuery,
  success: { status: 200, data: categorySchema, collection: true },
  conditional: 'etag',
});

export const getCategory = defineOperation({
  id: 'getCategory',
  method: 'GET',
  path: '/api/v1/categories/{id}',
  tag: 'Categories',
  summary: 'Read a category',
  access: publicAccess,
  params: categoryParameters,
  success: { status: 200, data: categorySchema },
  conditional: 'etag',
});

export const createCategory = defineOperation({
  id: 'createCategory',
  method: 'POST',
  path: '/api/v1/categories',
  tag: 'Categories',
  summary: 'Create a category',
  access: permission('categories:write'),
  body: createCategorySchema,
  success: { status: 201, data: categorySchema },
  errors: [ConflictError],
  idempotency: 'accepted',
});

export const replaceCategory = defineOperation({
  id: 'replaceCategory',
  method: 'PUT',
  path: '/api/v1/categories/{id}',
  tag: 'Categories',
  summary: 'Replace a category',
  access: permission('categories:write'),
  params: categoryParameters,
  body: replaceCategorySchema,
  success: { status: 200, data: categorySchema },
  errors: [ConflictError],
  conditional: 'if-match',
});

export const patchCategory = defineOperation({
  id: 'patchCategory',
  method: 'PATCH',
  path: '/api/v1/categories/{id}',
  tag: 'Categories',
  summary: 'Change members of a category',
  access: permission('categories:write'),
  params: categoryParameters,
  body: patchCategorySchema,
  success: { status: 200, data: categorySchema },
  errors: [ConflictError],
  conditional: 'if-match',
});

export const deleteCategory = defineOperation({
  id: 'deleteCategory',
  method: 'DELETE',
  path: '/api/v1/categories/{id}',
  tag: 'Categories',
  summary: 'Delete a category',
  access: permission('categories:write'),
  params: categoryParameters,
  success: { status: 204 },
  errors: [ConflictError],
  conditional: 'if-match',
});

/** The contract of categories. */
export const categoriesOperations = [
  listCategories,
  getCategory,
  createCategory,
  replaceCategory,
  patchCategory,
  deleteCategory,
] as const;
