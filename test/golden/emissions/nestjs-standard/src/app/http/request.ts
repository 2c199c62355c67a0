import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The request and the response that the adapter hands to Nest. */
export type HttpRequest = FastifyRequest;
export type HttpResponse = FastifyReply;

/** Runs for each request before anything else does. */
export type RequestHook = (request: HttpRequest, response: HttpResponse) => void;

/** What the adapter runs first; the rest of the way goes on from `next`. */
export type AdapterHook = (request: HttpRequest, response: HttpResponse, next: () => void) => void;

/** Node's part of a request. */
export const rawRequest = (request: HttpRequest): IncomingMessage => request.raw;

/** Node's part of a response. */
export const rawResponse = (response: HttpResponse): ServerResponse => response.raw;

/**
 * Where a request came from, as far as the trusted proxies say; nothing when its connection is gone, whatever the type
 * that Fastify gives it.
 */
export const addressOf = ({ ip }: { readonly ip: string | undefined }): string => ip ?? '';

/** The path and query it asks for. */
export const urlOf = ({ url }: HttpRequest): string => url;
