import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import type { Occurrence } from './occurrences.ts';
import { inServer } from './search.ts';
import { bare, dotted, type Node } from './syntax.ts';

const firstText = ({ node }: Occurrence): string | undefined => {
  const argument: Node | undefined = node.type === 'CallExpression' ? node.arguments[0] : undefined;
  return argument?.type === 'StringLiteral' ? argument.value.toLowerCase() : undefined;
};

const calls = (repository: Repository, method: RegExp, name: string): Place[] =>
  inServer(repository, { kind: 'call', text: method, where: (one) => firstText(one) === name });

/** Where the server reads a header of requests: `headers['if-match']`, `req.get('if-match')`, `@Headers('if-match')`. */
export const readsHeader = (repository: Repository, name: string): Place[] => [
  ...inServer(repository, {
    kind: 'member',
    text: name,
    where: ({ node }) => node.type === 'MemberExpression' && /(?:^|\.)headers$/.test(dotted(node.object)),
  }),
  ...calls(repository, /(?:^|\.)(?:get|header|Headers)$/, name),
];

const isInObject = ({ node }: Occurrence): boolean =>
  node.type === 'ObjectProperty' && bare(node.value).type !== 'ObjectExpression';

/** Where the server sets a header of answers: by a call, or in an object of headers. */
export const setsHeader = (repository: Repository, name: string): Place[] => [
  ...calls(repository, /(?:^|\.)(?:header|set|setHeader|append)$/, name),
  ...inServer(repository, { kind: 'key', text: name, where: isInObject }),
];
