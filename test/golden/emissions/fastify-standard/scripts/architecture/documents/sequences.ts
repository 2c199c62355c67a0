import { setting, type Facts } from '../facts/facts.ts';
import { duration, fenced } from './markdown.ts';

const sequence = (...lines: readonly string[]): string =>
  fenced('mermaid', ['sequenceDiagram', ...lines.map((line) => `  ${line}`)]);

/** From the form to the confirmed address. The same answer for every address, in the same time. */
export const registerSequence = ({ constants }: Facts): string =>
  sequence(
    'actor Person',
    'participant API',
    'participant Database',
    'participant Mail',
    'Person->>API: POST /api/v1/auth/register',
    'Note over API: password rules, then Argon2id',
    'API-->>Person: 202, whether the address is known or not',
    'alt address is new',
    'API->>Database: insert users, password_credentials, audit_events',
    'API->>Database: insert one_time_tokens (SHA-256)',
    'API->>Mail: link with the token',
    'else address is known and not confirmed',
    'API->>Database: delete password_credentials',
    'API->>Database: insert one_time_tokens (SHA-256) with the new hash',
    'API->>Mail: link with the token',
    'else address is confirmed already',
    'API->>Mail: notice to its owner',
    'end',
    'Mail-->>Person: mail',
    `Note over Person,API: the token is good for ${duration(constants.mailedTokens['verify-email'] ?? 0)}, once`,
    'Person->>API: POST /api/v1/auth/verify-email',
    'API->>Database: delete the token, set email_verified_at',
    'API-->>Person: 204',
  );

/** From address and password to a pair of tokens. */
export const logInSequence = (facts: Facts): string =>
  sequence(
    'actor Person',
    'participant API',
    'participant Counters',
    'participant Database',
    'Person->>API: POST /api/v1/auth/login',
    'API->>Counters: count the attempt, before the check',
    `Note over Counters: ${setting(facts, 'LOGIN_ATTEMPTS_PER_ACCOUNT')} per account, ${setting(facts, 'LOGIN_ATTEMPTS_PER_ADDRESS')} per address in ${duration(setting(facts, 'LOGIN_ATTEMPTS_WINDOW'))}`,
    'API->>Database: select users, password_credentials by address',
    'Note over API: Argon2id, also for an unknown address',
    'alt wrong, unknown, disabled or not confirmed',
    'API->>Database: insert audit_events (failure)',
    'API-->>Person: 401 INVALID_CREDENTIALS, one answer for all',
    'else right',
    'API->>Counters: reset the account',
    'API->>Database: insert sessions, refresh_tokens (SHA-256), audit_events',
    `API-->>Person: 200 access token (${duration(setting(facts, 'JWT_ACCESS_TTL'))}), refresh token (${duration(setting(facts, 'JWT_REFRESH_TTL'))})`,
    'end',
  );

/** A refresh token is good once; the second use ends the family. */
export const refreshSequence = (): string =>
  sequence(
    'actor Client',
    'participant API',
    'participant Database',
    'participant Others as Other processes',
    'Client->>API: POST /api/v1/auth/refresh',
    'API->>Database: set used_at where it is null, by the digest',
    'alt it was not used',
    'API->>Database: check the session, insert the next refresh token',
    'API-->>Client: 200 new pair',
    'else it was used before',
    'API->>Database: end the session, insert audit_events (denied)',
    'Database-->>Others: NOTIFY revocation',
    'API-->>Client: 401 TOKEN_REUSED',
    'end',
  );

/** A change that must have seen the latest version, on the first resource that has one. */
export const changeSequence = ({ routes, parts }: Facts): string | undefined => {
  const change = routes.find(({ method, conditional }) => method !== 'DELETE' && conditional === 'if-match');
  if (change === undefined) return undefined;
  const { path, method } = change;
  const [, table = ''] = /\/([\w-]+)\/\{\w+\}$/.exec(path) ?? [];
  return sequence(
    'actor Client',
    'participant API',
    'participant Database',
    `Client->>API: GET ${path}`,
    `Database-->>API: row of ${table.replaceAll('-', '_')}`,
    'API-->>Client: 200 with ETag "v3"',
    `Client->>API: ${method} ${path} with If-Match "v3"`,
    ...(parts.accounts ? ['Note over API: who is it, and may they'] : []),
    'API->>Database: update where id and version = 3',
    'alt nobody was faster',
    'API-->>Client: 200 with ETag "v4"',
    'else version has moved on',
    'API-->>Client: 412 PRECONDITION_FAILED',
    'end',
  );
};

/** Stock and order in one transaction. */
export const orderSequence = ({ parts }: Facts): string =>
  sequence(
    'actor Customer',
    'participant API',
    'participant Database',
    'Customer->>API: POST /api/v1/orders with Idempotency-Key',
    ...(parts.idempotency
      ? ['API->>Database: claim the key in idempotency_keys', 'Note over API: a repetition gets the first answer here']
      : []),
    'API->>Database: begin',
    'API->>Database: select products for update, in the order of their ids',
    'alt too few pieces',
    'API->>Database: rollback',
    'API-->>Customer: 409 OUT_OF_STOCK',
    'else enough',
    'API->>Database: update products (stock, version)',
    'API->>Database: insert orders, order_items at the prices of now',
    ...(parts.idempotency ? ['API->>Database: mark the key as carried out'] : []),
    'API->>Database: commit',
    ...(parts.idempotency ? ['API->>Database: keep the answer in idempotency_keys'] : []),
    'API-->>Customer: 201 with Location',
    'end',
  );
