import { urlOf, type HttpRequest } from './request.ts';

/** The path that a client asked for. */
export const pathOf = (request: HttpRequest): string => urlOf(request).split('?', 1)[0] ?? '/';
