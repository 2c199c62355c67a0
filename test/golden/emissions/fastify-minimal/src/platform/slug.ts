/**
 * A part of a web address that is made from a name: `Crème & Söhne` becomes `creme-sohne`. Empty when the name has no
 * letter or digit that ASCII knows.
 *
 * @param max longest result, in characters
 */
export const toSlug = (name: string, max = 100): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replace(/^-+|-+$/g, '');
