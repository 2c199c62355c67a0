import { Controller, Headers, Inject } from '@nestjs/common';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Url } from '../../../app/http/url.decorator.ts';
import { collection } from '../../../platform/http/collection.ts';
import { requireIfMatch } from '../../../platform/http/conditional.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import { CategoryService } from '../../categories/index.ts';
import { ProductService } from '../application/product-service.ts';
import { presentProduct } from './product-presenter.ts';
import {
  listProducts,
  getProduct,
  listCategoryProducts,
  createProduct,
  replaceProduct,
  patchProduct,
  deleteProduct,
} from './products-operations.ts';

/** Answers the operations on products. */
@Controller()
export class ProductsController {
  constructor(
    @Inject(ProductService) private readonly products: ProductService,
    @Inject(CategoryService) private readonly categories: CategoryService,
  ) {}

  @Operation(listProducts)
  async list(@Input() { query }: InputOf<typeof listProducts>, @Url() url: string) {
    const { limit, cursor, sort, include, ...filters } = query;
    const page = await this.products.list(filters, pageRequest({ limit, cursor, sort, include }));
    return collection(page, presentProduct, { url, limit, sort, filters });
  }

  @Operation(getProduct)
  async get(@Input() { params }: InputOf<typeof getProduct>) {
    const product = await this.products.get(params.id);
    return presentProduct(product);
  }

  @Operation(listCategoryProducts)
  async listCategoryProducts(@Input() { params, query }: InputOf<typeof listCategoryProducts>, @Url() url: string) {
    await this.categories.get(params.id);
    const { limit, cursor, sort, include, ...filters } = query;
    const page = await this.products.list(
      { ...filters, categoryId: params.id },
      pageRequest({ limit, cursor, sort, include }),
    );
    return collection(page, presentProduct, { url, limit, sort, filters });
  }

  @Operation(createProduct)
  async create(@Input() { body }: InputOf<typeof createProduct>) {
    const product = await this.products.create(body);
    return presentProduct(product);
  }

  @Operation(replaceProduct)
  async replace(
    @Input() { params, body }: InputOf<typeof replaceProduct>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    const version = requireIfMatch(ifMatch);
    const product = await this.products.replace(params.id, version, body);
    return presentProduct(product);
  }

  @Operation(patchProduct)
  async patch(
    @Input() { params, body }: InputOf<typeof patchProduct>,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    const version = requireIfMatch(ifMatch);
    const product = await this.products.patch(params.id, version, body);
    return presentProduct(product);
  }

  @Operation(deleteProduct)
  async delete(@Input() { params }: InputOf<typeof deleteProduct>, @Headers('if-match') ifMatch: string | undefined) {
    await this.products.delete(params.id, requireIfMatch(ifMatch));
  }
}
