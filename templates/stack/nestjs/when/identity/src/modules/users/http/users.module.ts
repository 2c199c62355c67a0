import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { createUsers, UserService } from '../index.ts';
import * as operations from './users-operations.ts';
import { UsersController } from './users.controller.ts';

/** Serves accounts. */
@Module({
  controllers: [UsersController],
  providers: [{ provide: UserService, inject: [PLATFORM], useFactory: createUsers }],
  exports: [UserService],
})
export class UsersModule {
  static readonly operations: readonly Operation[] = Object.values(operations);
}
