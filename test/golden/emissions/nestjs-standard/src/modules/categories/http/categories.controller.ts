import { Controller, Headers, Inject } from '@nestjs/common';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Url } from '../../../app/http/url.decorator.ts';
import { collection } from '../../../platform/http/collection.ts';
import { requireIfMatch } from '../../../platform/http/conditional.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import { CategoryService } from '../application/category-service.ts';
import { presentCategory } from './category-presenter.ts';
import {
  listCategories,
  getCategory,
  createCategory,
  replaceCategory,
  patchCategory,
  deleteCategory,
} from './categories-operations.ts';

/** Answers the operations on categories. */
@Controller()
export class CategoriesController {
  constructor(@Inject(CategoryService) private readonly categories: CategoryService) {}

  @Operation(listCategories)
  async list(@Input() { query }: InputOf<typeof listCategories>, @Url() url: string) {
    const { limit, cursor, sort, include } = query;
    const page = await this.categories.list(pageRequest({ limit, cursor, sort, include }));
    return collection(page, presentCategory, { url, limit, sort });
  }

  @Operation(getCategory)
  async get(@Input() { params }: InputOf<typeof getCategory>) {
    const category = await this.categories.get(params.id);
    return presentCategory(category);
  }

  @Operation(createCategory)
  async create(@Input() { body }: InputOf<typeof createCategory>) {
    const category = await this.categories.create(body);
    return presentCategory(category);
  }

  @Operation(replaceCategory)
  async replace(
    @Input() { params, body }: InputOf<typeof replaceCategory>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    const version = requireIfMatch(ifMatch);
    const category = await this.categories.replace(params.id, version, body);
    return presentCategory(category);
  }

  @Operation(patchCategory)
  async patch(
    @Input() { params, body }: InputOf<typeof patchCategory>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    const version = requireIfMatch(ifMatch);
    const category = await this.categories.patch(params.id, version, body);
    return presentCategory(category);
  }

  @Operation(deleteCategory)
  async delete(@Input() { params }: InputOf<typeof deleteCategory>, @Headers('if-match') ifMatch: string | undefined) {
    await this.categories.delete(params.id, requireIfMatch(ifMatch));
  }
}
