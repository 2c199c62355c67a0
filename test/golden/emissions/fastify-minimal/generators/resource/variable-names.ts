import { nameView, type NameView } from './names.ts';
import type { EntityView } from './views.ts';

/** Words that a variable of the emitted code cannot be called, or that it uses for something else. */
const taken = new Set(
  (
    'abstract any as async await boolean break case catch class const continue debugger declare default delete do ' +
    'else enum export extends false finally for from function get if implements import in instanceof interface is let ' +
    'module namespace new null number of package private protected public readonly require return set static string ' +
    'super switch symbol this throw true try type typeof undefined unknown var void while with yield arguments eval ' +
    'administer afterAll among app asAnswered beforeAll beforeEach body booleanParameter calendarDate caller callerAs ' +
    'changes clock collection columns console constraints create createTestDatabase createUsers cursor ' +
    'database decimalNumber decimalParameter decodeCursor defineOperation deletion describe emailAddress entityTag ' +
    'error expect expectedVersion fillAlone filters found globalThis id idParameter ids idsAt inTransaction include ' +
    'input insertRows insertion instant integerParameter isInScope it itemsAt jsonValue largeInteger limit link ' +
    'linkPageRequest linkRoutes lockAllLiving lockLiving lockOwned matchesWords moneyAmount name newId newSample ' +
    'newestFirst now observe one ownerScope page pageParameters pageRequest part parts permission platform position ' +
    'prepare prepareKeysetPage principalOf process properties publicAccess query registerReference reply repository ' +
    'request requireIfMatch resourceRoutes route row rows sampleDate sampleDecimal sampleEmail sampleInstant ' +
    'sampleInteger sampleLargeInteger sampleMatching sampleOf sampleSlug sampleText sampleUrl sampleUuid samples ' +
    'scope searchWords seedId seedInstant send services signedIn slug sort sortParameter sql storeUser text toSlug ' +
    'transaction translateDatabaseError turn unique update userId version webAddress wholeNumber work z'
  ).split(' '),
);

/** The name of a variable that holds the value of a member: `the…` where the code needs the word itself. */
export const memberVariable = (member: string): string =>
  taken.has(member) ? `the${nameView(member).pascal}` : member;

/** The name of a variable that holds one of them, and of one that holds the service of all. */
export const variableNames = (name: NameView, plural: NameView): Pick<EntityView, 'variable' | 'collection'> => {
  const short = name.camel.length <= 20 ? name.camel : (name.words.split(' ').at(-1) ?? name.camel);
  const variable = memberVariable(short);
  const clashes = taken.has(plural.camel) || plural.camel === variable;
  return { variable, collection: clashes ? `${plural.camel}Service` : plural.camel };
};
