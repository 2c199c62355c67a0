import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { CategoriesModule } from '../../categories/http/categories.module.ts';
import { ProductService, createProducts } from '../index.ts';
import { productsOperations } from './products-operations.ts';
import { ProductsController } from './products.controller.ts';

/** Serves products. */
@Module({
  imports: [CategoriesModule],
  controllers: [ProductsController],
  providers: [{ provide: ProductService, inject: [PLATFORM], useFactory: createProducts }],
  exports: [ProductService],
})
export class ProductsModule {
  static readonly operations: readonly Operation[] = productsOperations;
}
