import { createGate } from '../gate.ts';

/**
 * Runs a query that may go through a whole table whatever indexes there are, such as a count or a search for words that
 * are common alone and never stand together. Few run at once in a process, so that whoever asks for many of them, within
 * any budget of requests, takes neither all its connections nor the processors of the database.
 *
 * @throws UnavailableError when too many wait for their turn
 */
export const scanInTurn = createGate({ concurrency: 2, queue: 50 });
