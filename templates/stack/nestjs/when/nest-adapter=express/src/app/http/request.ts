import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response } from 'express';

/** The request and the response that the adapter hands to Nest. */
export type HttpRequest = Request;
export type HttpResponse = Response;

/** Runs for each request before anything else does. */
export type RequestHook = (request: HttpRequest, response: HttpResponse) => void;

/** What the adapter runs first; the rest of the way goes on from `next`. */
export type AdapterHook = (request: HttpRequest, response: HttpResponse, next: () => void) => void;

/** Node's part of a request. */
export const rawRequest = (request: HttpRequest): IncomingMessage => request;

/** Node's part of a response. */
export const rawResponse = (response: HttpResponse): ServerResponse => response;

/** Where a request came from, as far as the trusted proxies say; nothing when its connection is gone. */
export const addressOf = ({ ip = '' }: HttpRequest): string => ip;

/** The path and query it asks for. */
export const urlOf = ({ originalUrl }: HttpRequest): string => originalUrl;
