import type { HttpRequest } from './request.ts';

/** The path that a client asked for, decoded as far as it can be: `/%61pi/v1/orders` is `/api/v1/orders`. */
export const pathOf = ({ originalUrl }: HttpRequest): string => {
  const [path = '/'] = originalUrl.split('?', 1);
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};
