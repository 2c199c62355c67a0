import { ValidationError } from '../../../platform/errors.ts';
import { passwordProblem, type EmailAddress } from '../../users/index.ts';

/** Refuses passwords that must not be chosen. */
export class PasswordRules {
  constructor(private readonly minLength: number) {}

  /**
   * @param field the input field to name
   * @throws ValidationError when the password cannot be chosen for the account with this address
   */
  assert(password: string, email: EmailAddress, field: string): void {
    const message = passwordProblem(password, { minLength: this.minLength, email });
    if (message !== undefined) throw new ValidationError([{ field, message }]);
  }
}
