import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import type { Platform } from '../../../platform/platform.ts';
import { AuthModule } from '../../auth/http/auth.module.ts';
import { CredentialService, SessionService } from '../../auth/index.ts';
import { createTokens, TokenService } from '../index.ts';
import * as operations from './tokens-operations.ts';
import { TokensController } from './tokens.controller.ts';

/** Serves signing in and out by tokens. */
@Module({
  imports: [AuthModule],
  controllers: [TokensController],
  providers: [
    {
      provide: TokenService,
      inject: [PLATFORM, CredentialService, SessionService],
      useFactory: (platform: Platform, credentials: CredentialService, sessions: SessionService) =>
        createTokens(platform, { credentials, sessions }),
    },
  ],
})
export class TokensModule {
  static readonly operations: readonly Operation[] = Object.values(operations);
}
