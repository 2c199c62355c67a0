const REDACTED = '[redacted]';

/** Ends of member names whose values identify a person or let one in. */
const sensitiveEndings = [
  'password',
  'passphrase',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apikey',
  'otp',
  'recoverycode',
  'email',
  'name',
  'phone',
  'birthday',
];

const EMAIL_ADDRESS = /[^\s@<>"',;:()]+@[^\s@<>"',;:()]+/g;

const isSensitive = (name: string): boolean => {
  const normalized = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return sensitiveEndings.some((ending) => normalized.endsWith(ending));
};

const redactValue = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll(EMAIL_ADDRESS, REDACTED);
  if (Array.isArray(value)) return value.map(redactValue);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return redact(value);
};

/** A copy without secrets and personal data: by the names of the members, and e-mail addresses wherever they stand. */
export const redact = (details: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, isSensitive(name) ? REDACTED : redactValue(value)]),
  );
