import { UnauthenticatedError } from '../errors.ts';

/**
 * Gives back the try that was taken for credentials when their verification ends, unless they do not hold. An outage
 * that kept them from being verified says nothing about them.
 */
export const settleTry = (verification: unknown, giveBack: () => void): void => {
  Promise.resolve(verification).then(giveBack, (error: unknown) => {
    if (!(error instanceof UnauthenticatedError)) giveBack();
  });
};
