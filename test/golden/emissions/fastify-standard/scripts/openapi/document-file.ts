import { readFileSync, writeFileSync } from 'node:fs';
import { apiDocument } from '../../src/app/api-document.ts';

export const FILE = 'openapi.json';

/** The document as the source of this repository describes it. */
export const currentDocument = (): string => `${JSON.stringify(apiDocument(), null, 2)}\n`;

/** The document in the working tree, or nothing when it was never written. */
export const writtenDocument = (): string | undefined => {
  try {
    return readFileSync(FILE, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

export const writeDocument = (document: string): void => {
  writeFileSync(FILE, document);
};
