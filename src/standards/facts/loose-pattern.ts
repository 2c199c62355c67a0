const known = new WeakMap<RegExp, RegExp>();

/**
 * The pattern as it would match somewhere in the text of a whole file: without its anchors, in either case. It chooses
 * the files that are worth parsing, so it may match too much, but never too little.
 */
export const loosePattern = (pattern: RegExp): RegExp => {
  const found = known.get(pattern) ?? new RegExp(withoutAnchors(pattern.source), 'i');
  known.set(pattern, found);
  return found;
};

const withoutAnchors = (source: string): string =>
  source
    .replaceAll(/\(\?:(?:\^\|\\\.|\\\.\|\^|\$\|\\\.|\\\.\|\$)\)/g, '')
    .replaceAll(/(?<!\\)\$/g, '')
    .replaceAll(/(?<![\\[])\^/g, '');
