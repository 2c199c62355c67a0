import type { Occurrence } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { bare, firstTextIn } from '../../facts/syntax.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Place } from '../../standard.ts';

const setters = /(?:^|\.)(?:header|set|setHeader|append|Header)$/;

/** Not a description of the header, as an OpenAPI document has it. */
const isSet = ({ node, place }: Occurrence): boolean =>
  node.type === 'ObjectProperty' &&
  bare(node.value).type !== 'ObjectExpression' &&
  !/open-?api|swagger/i.test(place.path);

/**
 * Where the server sets a header of its answers: in an object, or by a call. Cased as it likes, since the names of
 * headers have no case (RFC 9110 section 5.1).
 */
export const namesHeader = (repository: Repository, name: RegExp): Place[] => [
  ...inServer(repository, { kind: 'key', text: name, where: isSet }),
  ...inServer(repository, { kind: 'call', text: setters, where: ({ node }) => name.test(firstTextIn(node) ?? '') }),
];

/** Where Helmet is used; by default it sets CSP, HSTS, nosniff, frame options and the referrer policy. */
export const helmet = (repository: Repository): Place[] =>
  packageInServer(repository, { from: /^(?:helmet|@fastify\/helmet|koa-helmet)$/ });
