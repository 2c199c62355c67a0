import { nameView, type NameView } from './names.ts';
import type { EntityView } from './views.ts';

/** Words that a variable of the emitted code cannot be called, or that it uses for something else. */
const taken = new Set(
  (
    'abstract any as async await boolean break case catch class const continue debugger declare default delete do else ' +
    'enum export extends false finally for from function get if implements import in instanceof interface is let module ' +
    'namespace new null number of package private protected public readonly require return set static string super switch ' +
    'symbol this throw true try type typeof undefined unknown var void while with yield arguments eval app changes clock ' +
    'collection columns constraints cursor database deletion expectedVersion filters found id ids include input insertion ' +
    'limit link now one page pageRequest part parts platform principalOf properties query reply request route row rows ' +
    'scope services sort sql text transaction update userId version z globalThis process console name position error work'
  ).split(' '),
);

/** The name of a variable that holds one of them, and of one that holds the service of all. */
export const variableNames = (name: NameView, plural: NameView): Pick<EntityView, 'variable' | 'collection'> => {
  const short = name.camel.length <= 20 ? name.camel : (name.words.split(' ').at(-1) ?? name.camel);
  const variable = taken.has(short) ? `the${nameView(short).pascal}` : short;
  const clashes = taken.has(plural.camel) || plural.camel === variable;
  return { variable, collection: clashes ? `${plural.camel}Service` : plural.camel };
};
