import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { TokenService } from '../application/token-service.ts';
import { createTokens } from '../index.ts';
import * as operations from './tokens-operations.ts';
import { TokensController } from './tokens.controller.ts';

/** Serves signing in and out by tokens. */
@Module({
  controllers: [TokensController],
  providers: [{ provide: TokenService, inject: [PLATFORM], useFactory: createTokens }],
})
export class TokensModule {
  static readonly operations: readonly Operation[] = Object.values(operations);
}
