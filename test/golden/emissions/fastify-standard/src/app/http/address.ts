/**
 * Where a request came from, as far as the trusted proxies say; nothing when its connection is gone, whatever the type
 * that Fastify gives it.
 */
export const addressOf = ({ ip }: { readonly ip: string | undefined }): string => ip ?? '';
