/** Folders with what the documents are read off. */
export const inputFolders = ['src', 'migrations', 'test/load', 'docs/adr', 'docs/runbooks'] as const;

/** Single files with the same. */
export const inputFiles = ['package.json', '.env.example', 'Dockerfile', 'docs/SECURITY-CONTROLS.md'] as const;

/** The lists of pages are written together with the documents. */
const isList = (path: string): boolean => /^docs\/\w+\/README\.md$/.test(path);

const isInput = (path: string): boolean =>
  !isList(path) &&
  (inputFiles.some((file) => file === path) || inputFolders.some((folder) => path.startsWith(`${folder}/`)));

/** Of the files of a repository those that the documents depend on. */
export const inputsOf = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].filter(([path]) => isInput(path)));
