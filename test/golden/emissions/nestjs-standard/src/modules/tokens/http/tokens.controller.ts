import { Controller, Inject } from '@nestjs/common';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Sender } from '../../../app/http/sender.decorator.ts';
import type { Client } from '../../auth/index.ts';
import { TokenService } from '../application/token-service.ts';
import { presentSignIn, presentTokens } from './token-presenter.ts';
import { logIn, logOut, refresh } from './tokens-operations.ts';

/** Answers the operations on tokens. */
@Controller()
export class TokensController {
  constructor(@Inject(TokenService) private readonly tokens: TokenService) {}

  @Operation(logIn)
  async logIn(@Input() { body }: InputOf<typeof logIn>, @Sender() sender: Client) {
    return presentSignIn(await this.tokens.logIn(body, sender));
  }

  @Operation(refresh)
  async refresh(@Input() { body }: InputOf<typeof refresh>, @Sender() sender: Client) {
    return presentTokens(await this.tokens.refresh(body.refreshToken, sender));
  }

  @Operation(logOut)
  async logOut(@Input() { body }: InputOf<typeof logOut>, @Sender() sender: Client) {
    await this.tokens.logOut(body.refreshToken, sender);
  }
}
