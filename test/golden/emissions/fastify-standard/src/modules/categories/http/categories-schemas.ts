import { z } from 'zod';
import { slug, text } from '../../../platform/http/fields.ts';
import { link } from '../../../platform/http/links.ts';
import { idParameter, pageParameters, sortParameter } from '../../../platform/http/parameters.ts';

/** Category in answers. */
export const categorySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    _links: z.object({ self: link, products: link }),
  })
  .meta({ id: 'Category' });

const properties = {
  name: text({ min: 1, max: 100 }),
  slug: slug({ max: 120 }),
};

/** What makes a category. */
export const createCategorySchema = z
  .strictObject({
    ...properties,
    slug: properties.slug.optional(),
  })
  .meta({ id: 'CategoryInput' });

/** A whole new content. */
export const replaceCategorySchema = createCategorySchema;

/** Some members of it. */
const changes = z.strictObject({ ...properties });
export const patchCategorySchema = changes.partial();

/** Names one of them in the path. */
export const categoryParameters = z.strictObject({ id: idParameter() });

/** How categories are narrowed, sorted and paged. */
export const listCategoriesQuery = z.strictObject({
  ...pageParameters,
  sort: sortParameter(['name', 'createdAt'], '-createdAt'),
});
