import { isList, isObject, parseJson } from '../../tree/json-value.ts';

/** Whether a text is a SARIF log: an object with runs, in a version of SARIF 2. */
export const isSarif = (text: string): boolean => {
  const log = parseJson(text);
  return isObject(log) && isList(log.runs) && typeof log.version === 'string' && log.version.startsWith('2.');
};
