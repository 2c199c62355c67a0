import { parse, type ParsedUrlQuery } from 'node:querystring';

/** Reads every parameter of a query: by itself Node drops those after the thousandth, and nobody would refuse them. */
export const parseQuery = (text: string): ParsedUrlQuery => parse(text, '&', '=', { maxKeys: 0 });
