const word = /(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g;
const quoted = /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g;

const unquoted = (text: string): string =>
  text.replaceAll(
    quoted,
    (_whole, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replaceAll(/\\(["\\])/g, '$1') ?? escaped ?? '',
  );

/** The words of a line, with quotes as in a shell and nothing else that a shell knows; none when a quote is left open. */
export const wordsIn = (line: string): readonly string[] | undefined =>
  line.replaceAll(word, '').trim() === '' ? (line.match(word) ?? []).map(unquoted) : undefined;
