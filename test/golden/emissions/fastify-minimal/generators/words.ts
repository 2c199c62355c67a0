/**
 * What stands after the name of the generator on the command line: `plop resource Invoice number:string` gives
 * `Invoice` and `number:string`.
 */
export const wordsAfter = (generator: string, argv: readonly string[] = process.argv): string[] => {
  const start = argv.indexOf(generator, 2);
  return start === -1 ? [] : argv.slice(start + 1).filter((word) => word !== '--');
};
