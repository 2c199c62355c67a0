interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: unknown;
}

const deepestCause = 5;

/** Longer texts are cut: they quote what somebody sent. */
const LONGEST_TEXT = 4000;

/** User name and password in a URL, as drivers like to quote it. */
const credentialsInUrl = /:\/\/[^\s/@]+@/g;

/** A mail address, as mail servers like to quote it. It begins where its name does, so that no text is read twice. */
const mailAddress = /(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi;

/**
 * What a log line says of an error: class, message, code, stack and causes. Other members stay out, because libraries
 * hang whole requests, configurations and rows on their errors.
 */
export const describeError = (error: unknown): unknown => describe(error, 1);

const describe = (error: unknown, depth: number): unknown => {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = codeOf(error);
  const description: ErrorDescription = {
    type: error.name,
    message: cleanMessage(error.message),
    ...(code !== undefined && { code }),
    ...(error.stack !== undefined && { stack: cleanMessage(error.stack) }),
    ...(error.cause !== undefined && depth < deepestCause && { cause: describe(error.cause, depth + 1) }),
  };
  return description;
};

/** The words of an error, at most 4,000 characters, without what others put into them: passwords in URLs, and mail addresses. */
export const cleanMessage = (text: string): string =>
  text.slice(0, LONGEST_TEXT).replace(credentialsInUrl, '://[redacted]@').replace(mailAddress, '[redacted]');

const codeOf = (error: Error): string | number | undefined => {
  if (!('code' in error)) return undefined;
  return typeof error.code === 'string' || typeof error.code === 'number' ? error.code : undefined;
};
