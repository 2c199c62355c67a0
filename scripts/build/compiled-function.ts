import ejs from 'ejs';
import { templateOptions } from '../../src/compose/compile.ts';

/**
 * The source of a function `(locals, print) => string` that does what the template does, with the same options as in
 * development. EJS itself is not needed to run it.
 */
export const compiledFunction = (source: string, origin: string): string => {
  const template = new ejs.Template(source, { ...templateOptions, filename: origin, compileDebug: false });
  template.compile();
  // `source` is what the pinned version of EJS makes a function of; its types do not have it.
  const { source: body } = template as unknown as { readonly source: string };
  return `function (${templateOptions.localsName}, escapeFn) {\n${body}}`;
};
