import { Controller, Inject } from '@nestjs/common';
import { Caller } from '../../../app/http/caller.decorator.ts';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Sender } from '../../../app/http/sender.decorator.ts';
import { Url } from '../../../app/http/url.decorator.ts';
import type { Principal } from '../../../platform/principal.ts';
import { EmailChangeService } from '../application/email-change-service.ts';
import { PasswordService } from '../application/password-service.ts';
import { SessionService } from '../application/session-service.ts';
import type { Client } from '../domain/session.ts';
import { checkYourMail } from './auth-schemas.ts';
import {
  changeEmail,
  changePassword,
  endSession,
  getSession,
  listSessions,
  logoutAll,
  reauthenticate,
} from './session-operations.ts';
import { presentSession, presentSessions } from './session-presenter.ts';

/** What somebody does with their own account and sign-ins. */
@Controller()
export class SessionController {
  constructor(
    @Inject(EmailChangeService) private readonly emailChange: EmailChangeService,
    @Inject(PasswordService) private readonly passwords: PasswordService,
    @Inject(SessionService) private readonly sessions: SessionService,
  ) {}

  @Operation(reauthenticate)
  async reauthenticate(
    @Input() { body }: InputOf<typeof reauthenticate>,
    @Caller() caller: Principal,
    @Sender() sender: Client,
  ) {
    await this.sessions.reauthenticate(caller, body.password, sender);
  }

  @Operation(changePassword)
  async changePassword(
    @Input() { body }: InputOf<typeof changePassword>,
    @Caller() caller: Principal,
    @Sender() sender: Client,
  ) {
    await this.passwords.change(caller, body, sender);
  }

  @Operation(changeEmail)
  async changeEmail(
    @Input() { body }: InputOf<typeof changeEmail>,
    @Caller() caller: Principal,
    @Sender() sender: Client,
  ) {
    await this.emailChange.request(caller, body.email, sender);
    return checkYourMail;
  }

  @Operation(logoutAll)
  async logoutAll(@Caller() caller: Principal, @Sender() sender: Client) {
    await this.sessions.endAll(caller, sender);
  }

  @Operation(listSessions)
  async listSessions(@Caller() caller: Principal, @Url() url: string) {
    return presentSessions(await this.sessions.list(caller), { currentId: caller.sessionId, url });
  }

  @Operation(getSession)
  async getSession(@Input() { params }: InputOf<typeof getSession>, @Caller() caller: Principal) {
    return presentSession(await this.sessions.get(caller, params.id), caller.sessionId);
  }

  @Operation(endSession)
  async endSession(
    @Input() { params }: InputOf<typeof endSession>,
    @Caller() caller: Principal,
    @Sender() sender: Client,
  ) {
    await this.sessions.end(caller, params.id, sender);
  }
}
