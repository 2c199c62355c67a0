/** The versions of a row that a change may be based on: those its author has seen, or whichever there is. */
export type ExpectedVersion = readonly number[] | 'any';
