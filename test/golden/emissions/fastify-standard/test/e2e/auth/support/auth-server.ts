import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { requestTo, type Answer, type RequestOptions } from '../../support/client.ts';
import { seedDatabase } from '../../support/seed.ts';
import { startServer } from '../../support/server.ts';
import { Mailbox } from './mailbox.ts';

/** Where links in mails lead: not where the server listens, so that a link made from a header shows. */
export const PUBLIC_URL = 'https://shop.example.test';

/** A server of its own for a test file, with seeded accounts and a mailbox. */
export interface AuthServer {
  readonly url: string;
  readonly database: TestDatabase;
  readonly mailbox: Mailbox;
  request<Data = unknown>(method: string, path: string, options?: RequestOptions): Promise<Answer<Data>>;
  post<Data = unknown>(path: string, json: unknown, options?: RequestOptions): Promise<Answer<Data>>;
  close(): Promise<void>;
}

/** Tests log in from one address more often than a person would; the tests of the throttle set this themselves. */
const manyAttempts = { LOGIN_ATTEMPTS_PER_ADDRESS: '100000' };

interface AuthServerOptions {
  /** Makes of the address of the database the one that the backend gets. */
  readonly databaseUrl?: (url: string) => Promise<string>;
}

/** Starts a server with the given environment. */
export const startAuthServer = async (
  environment: Readonly<Record<string, string>> = {},
  { databaseUrl = (url) => Promise.resolve(url) }: AuthServerOptions = {},
): Promise<AuthServer> => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'auth-'));
  seedDatabase(database);
  const server = await startServer(database, {
    PUBLIC_URL,
    MAIL_URL: `file:${join(folder, 'mail')}`,
    DATA_DIR: folder,
    DATABASE_URL: await databaseUrl(database.url),
    ...manyAttempts,
    ...environment,
  });
  const request: AuthServer['request'] = (method, path, options) => requestTo(server.url, method, path, options);
  return {
    url: server.url,
    database,
    mailbox: new Mailbox(join(folder, 'mail')),
    request,
    post: (path, json, options) => request('POST', path, { json, ...options }),
    close: async () => {
      await server.stop();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
};
