import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { CategoryService, createCategories } from '../../categories/index.ts';
import { ProductService, createProducts } from '../index.ts';
import { productsOperations } from './products-operations.ts';
import { ProductsController } from './products.controller.ts';

/** Serves products. */
@Module({
  controllers: [ProductsController],
  providers: [
    { provide: ProductService, inject: [PLATFORM], useFactory: createProducts },
    { provide: CategoryService, inject: [PLATFORM], useFactory: createCategories },
  ],
})
export class ProductsModule {
  static readonly operations: readonly Operation[] = productsOperations;
}
