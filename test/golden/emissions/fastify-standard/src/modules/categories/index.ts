import type { Platform } from '../../platform/platform.ts';
import { CategoryService } from './application/category-service.ts';
import { KyselyCategoryRepository } from './persistence/category-kysely-repository.ts';

export type { Category } from './domain/category.ts';
export { CategoryService } from './application/category-service.ts';
export { presentCategory } from './http/category-presenter.ts';
export { categorySchema } from './http/categories-schemas.ts';

/** The use cases of categories, on the database of the platform. */
export const createCategories = (platform: Platform): CategoryService =>
  new CategoryService(new KyselyCategoryRepository(platform.database), platform.clock);
