import { TreeError } from '../tree/errors.ts';

/** The folder that the program was started in has been deleted since. */
class CurrentFolderError extends TreeError {
  readonly exitCode = 1;

  constructor(cause: unknown) {
    super('The current folder does not exist any more.', 'Change into a folder that exists, and run this again.', {
      cause,
    });
  }
}

/** @throws CurrentFolderError when it has been deleted */
export const currentFolder = (): string => {
  try {
    return process.cwd();
  } catch (error) {
    throw new CurrentFolderError(error);
  }
};
