import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { CategoryService, createCategories } from '../index.ts';
import { categoriesOperations } from './categories-operations.ts';
import { CategoriesController } from './categories.controller.ts';

/** Serves categories. */
@Module({
  controllers: [CategoriesController],
  providers: [{ provide: CategoryService, inject: [PLATFORM], useFactory: createCategories }],
  exports: [CategoryService],
})
export class CategoriesModule {
  static readonly operations: readonly Operation[] = categoriesOperations;
}
