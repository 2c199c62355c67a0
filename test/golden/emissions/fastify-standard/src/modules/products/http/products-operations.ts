import { permission, publicAccess } from '../../../platform/access.ts';
import { ConflictError } from '../../../platform/errors.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import {
  createProductSchema,
  listProductsQuery,
  patchProductSchema,
  productParameters,
  productSchema,
  replaceProductSchema,
} from './products-schemas.ts';

export const listProducts = defineOperation({
  id: 'listProducts',
  method: 'GET',
  path: '/api/v1/products',
  tag: 'Products',
  summary: 'List products',
  access: publicAccess,
  query: listProductsQuery,
  success: { status: 200, data: productSchema, collection: true },
  conditional: 'etag',
});

export const getProduct = defineOperation({
  id: 'getProduct',
  method: 'GET',
  path: '/api/v1/products/{id}',
  tag: 'Products',
  summary: 'Read a product',
  access: publicAccess,
  params: productParameters,
  success: { status: 200, data: productSchema },
  conditional: 'etag',
});

export const createProduct = defineOperation({
  id: 'createProduct',
  method: 'POST',
  path: '/api/v1/products',
  tag: 'Products',
  summary: 'Create a product',
  access: permission('products:write'),
  body: createProductSchema,
  success: { status: 201, data: productSchema },
  idempotency: 'accepted',
});

export const replaceProduct = defineOperation({
  id: 'replaceProduct',
  method: 'PUT',
  path: '/api/v1/products/{id}',
  tag: 'Products',
  summary: 'Replace a product',
  access: permission('products:write'),
  params: productParameters,
  body: replaceProductSchema,
  success: { status: 200, data: productSchema },
  conditional: 'if-match',
});

export const patchProduct = defineOperation({
  id: 'patchProduct',
  method: 'PATCH',
  path: '/api/v1/products/{id}',
  tag: 'Products',
  summary: 'Change members of a product',
  access: permission('products:write'),
  params: productParameters,
  body: patchProductSchema,
  success: { status: 200, data: productSchema },
  conditional: 'if-match',
});

export const deleteProduct = defineOperation({
  id: 'deleteProduct',
  method: 'DELETE',
  path: '/api/v1/products/{id}',
  tag: 'Products',
  summary: 'Delete a product',
  access: permission('products:write'),
  params: productParameters,
  success: { status: 204 },
  errors: [ConflictError],
  conditional: 'if-match',
});

export const listCategoryProducts = defineOperation({
  id: 'listCategoryProducts',
  method: 'GET',
  path: '/api/v1/categories/{id}/products',
  tag: 'Products',
  summary: 'List the products of one category',
  access: publicAccess,
  params: productParameters,
  query: listProductsQuery.omit({ categoryId: true }),
  success: { status: 200, data: productSchema, collection: true },
  conditional: 'etag',
});

/** The contract of products. */
export const productsOperations = [
  listProducts,
  getProduct,
  createProduct,
  replaceProduct,
  patchProduct,
  deleteProduct,
  listCategoryProducts,
] as const;
