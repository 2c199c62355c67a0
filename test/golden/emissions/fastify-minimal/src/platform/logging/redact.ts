/**
 * Members whose value must not get into a log, whatever they hold: secrets, and personal data. Names are compared
 * without case and separators, so `apiKey`, `api_key` and `x-api-key` are one.
 */
const secretName =
  /password|passwd|secret|token|authorization|cookie|apikey|credential|privatekey|otp|recoverycode|csrf/;
const personalName = /^(?:e?mail(?:address)?|(?:first|last|full)name|phone(?:number)?|recipient|to)$/;

const censored = '[redacted]';
const deepest = 6;

/**
 * A copy of what is about to be logged, without the values of secret and personal members at any depth. Instances of
 * classes are left to their serializers.
 */
export const redact = (value: Record<string, unknown>): Record<string, unknown> =>
  isHarmless(value) ? value : copyOf(value, 1);

/** Most lines have nothing to hide, and need no copy. */
const isHarmless = (value: Record<string, unknown>): boolean =>
  Object.entries(value).every(
    ([name, member]) => (typeof member !== 'object' || member === null) && !mustNotShow(name),
  );

const copyOf = (value: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, clean(name, member, depth)]));

const clean = (name: string, value: unknown, depth: number): unknown => {
  if (value !== undefined && value !== null && typeof value !== 'boolean' && mustNotShow(name)) return censored;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return depth >= deepest ? censored : value.map((item) => clean('', item, depth + 1));
  if (!isPlain(value)) return value;
  return depth >= deepest ? censored : copyOf(value, depth + 1);
};

const decisions = new Map<string, boolean>();
const mostDecisions = 1000;

const mustNotShow = (name: string): boolean => {
  const known = decisions.get(name);
  if (known !== undefined) return known;
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const decision = secretName.test(plain) || personalName.test(plain);
  if (decisions.size < mostDecisions) decisions.set(name, decision);
  return decision;
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
