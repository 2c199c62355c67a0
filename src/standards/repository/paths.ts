/** Whether a path is a file of TypeScript or JavaScript. Declaration files hold no code. */
export const isCode = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path);

/** Whether a file holds tests, or supports them. */
export const isTest = (path: string): boolean =>
  /[.-](?:test|spec)\.[cm]?[jt]sx?$/.test(path) || /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|spec)\//.test(path);
