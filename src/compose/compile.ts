import ejs from 'ejs';
import { TemplateError, type Locals } from './catalogue.ts';
import { printValue } from './template-helpers.ts';

/** The variables that every template has; those of entity templates include `entity`. */
const templateLocals = ['project', 'slots', 'model', 'entity', 'json', 'list'] as const;

/** How templates are compiled, in development and for the bundle alike: no `with`, so that a misspelt name fails. */
export const templateOptions = {
  strict: true,
  localsName: 'it',
  destructuredLocals: [...templateLocals],
  escape: printValue,
};

/** Compiles a template. @throws TemplateError with file and line, now for its syntax, later when it is rendered */
export const compileTemplate = (source: string, origin: string): ((locals: Locals) => string) => {
  try {
    return ejs.compile(source, { ...templateOptions, filename: origin, compileDebug: true, async: false });
  } catch (error) {
    throw new TemplateError(origin, error);
  }
};
