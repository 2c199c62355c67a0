import { Controller, Inject } from '@nestjs/common';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Sender } from '../../../app/http/sender.decorator.ts';
import { EmailChangeService } from '../application/email-change-service.ts';
import { PasswordService } from '../application/password-service.ts';
import { RegistrationService } from '../application/registration-service.ts';
import type { Client } from '../domain/session.ts';
import {
  confirmEmailChange,
  forgotPassword,
  register,
  resendVerification,
  resetPassword,
  undoEmailChange,
  verifyEmail,
} from './account-operations.ts';
import { checkYourMail } from './auth-schemas.ts';

/** What somebody does who is not signed in: register, and use what was mailed to them. */
@Controller()
export class AccountController {
  constructor(
    @Inject(EmailChangeService) private readonly emailChange: EmailChangeService,
    @Inject(PasswordService) private readonly passwords: PasswordService,
    @Inject(RegistrationService) private readonly registration: RegistrationService,
  ) {}

  @Operation(register)
  async register(@Input() { body }: InputOf<typeof register>, @Sender() sender: Client) {
    await this.registration.register(body, sender);
    return checkYourMail;
  }

  @Operation(verifyEmail)
  async verifyEmail(@Input() { body }: InputOf<typeof verifyEmail>, @Sender() sender: Client) {
    await this.registration.verifyEmail(body.token, sender);
  }

  @Operation(resendVerification)
  async resendVerification(@Input() { body }: InputOf<typeof resendVerification>) {
    await this.registration.resendVerification(body.email);
    return checkYourMail;
  }

  @Operation(forgotPassword)
  async forgotPassword(@Input() { body }: InputOf<typeof forgotPassword>, @Sender() sender: Client) {
    await this.passwords.forgot(body.email, sender);
    return checkYourMail;
  }

  @Operation(resetPassword)
  async resetPassword(@Input() { body }: InputOf<typeof resetPassword>, @Sender() sender: Client) {
    await this.passwords.reset(body.token, body.password, sender);
  }

  @Operation(confirmEmailChange)
  async confirmEmailChange(@Input() { body }: InputOf<typeof confirmEmailChange>, @Sender() sender: Client) {
    await this.emailChange.confirm(body.token, sender);
  }

  @Operation(undoEmailChange)
  async undoEmailChange(@Input() { body }: InputOf<typeof undoEmailChange>, @Sender() sender: Client) {
    await this.emailChange.undo(body.token, sender);
  }
}
