import { z } from 'zod';
import { moneyAmount, searchWords, text, wholeNumber } from '../../../platform/http/fields.ts';
import { link } from '../../../platform/http/links.ts';
import {
  booleanParameter,
  decimalParameter,
  idParameter,
  pageParameters,
  sortParameter,
} from '../../../platform/http/parameters.ts';

/** Product in answers. */
export const productSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    price: z.string(),
    stock: z.int(),
    isActive: z.boolean(),
    categoryId: z.uuid(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    _links: z.object({ self: link, category: link }),
  })
  .meta({ id: 'Product' });

const properties = {
  name: text({ min: 1, max: 200 }),
  description: text({ max: 10_000 }).nullable(),
  price: moneyAmount({ min: '0' }),
  stock: wholeNumber({ min: 0 }),
  isActive: z.boolean(),
  categoryId: z.uuid(),
};

/** What makes a product. */
export const createProductSchema = z
  .strictObject({
    ...properties,
    description: properties.description.default(null),
    stock: properties.stock.default(0),
    isActive: properties.isActive.default(true),
  })
  .meta({ id: 'ProductInput' });

/** A whole new content. */
export const replaceProductSchema = createProductSchema;

/** Some members of it. */
const changes = z.strictObject({ ...properties });
export const patchProductSchema = changes.partial();

/** Names one of them in the path. */
export const productParameters = z.strictObject({ id: idParameter() });

/** How products are narrowed, sorted and paged. */
export const listProductsQuery = z.strictObject({
  ...pageParameters,
  sort: sortParameter(['name', 'price', 'createdAt'], '-createdAt'),
  minPrice: decimalParameter({ scale: 2 }).optional(),
  maxPrice: decimalParameter({ scale: 2 }).optional(),
  isActive: booleanParameter().optional(),
  categoryId: idParameter().optional(),
  q: searchWords().optional(),
});
