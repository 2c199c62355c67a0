/** That a route will go, told early enough for its clients to move on. */
export interface Deprecation {
  /** Since when nobody should begin to use it. */
  readonly since: Date;
  /** When it ends. */
  readonly until?: Date;
  /** The path of the route to use instead. */
  readonly instead?: string;
}

/**
 * What the answers of such a route say: `Deprecation` (RFC 9745), `Sunset` (RFC 8594), and a `Link` to its successor
 * (RFC 5829).
 */
export const deprecationHeaders = ({ since, until, instead }: Deprecation): Record<string, string> => ({
  deprecation: `@${Math.floor(since.getTime() / 1000)}`,
  ...(until && { sunset: until.toUTCString() }),
  ...(instead !== undefined && { link: `<${instead}>; rel="successor-version"` }),
});
