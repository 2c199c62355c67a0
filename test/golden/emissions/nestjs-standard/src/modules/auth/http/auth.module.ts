import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { createAuth } from '../index.ts';
import * as accountOperations from './account-operations.ts';
import { AccountController } from './account.controller.ts';
import { AUTH } from './auth.token.ts';
import * as sessionOperations from './session-operations.ts';
import { SessionController } from './session.controller.ts';

/** Serves what has to do with accounts and sign-ins, whatever the way of signing in. */
@Module({
  controllers: [AccountController, SessionController],
  providers: [{ provide: AUTH, inject: [PLATFORM], useFactory: createAuth }],
})
export class AuthModule {
  static readonly operations: readonly Operation[] = [
    ...Object.values(accountOperations),
    ...Object.values(sessionOperations),
  ];
}
