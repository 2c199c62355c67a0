import { constantOf, numberOf, type Value } from './evaluate.ts';
import type { Repository } from './repository.ts';

/** Numbers that stand in the source, not in the environment. What is `undefined` is not part of this repository. */
export interface Constants {
  readonly pageSize: number;
  readonly largestPage: number;
  readonly idempotencyKeptMs: number | undefined;
  readonly idempotencyPurgeMs: number | undefined;
  readonly rateWindowSeconds: number | undefined;
  readonly recentSignInSeconds: number | undefined;
  readonly longestPassword: number | undefined;
  readonly mailedTokens: Readonly<Record<string, number>>;
  readonly mailedTokensAnHour: number | undefined;
  readonly hashing: Readonly<Record<string, number>>;
  readonly rememberedSignIns: number | undefined;
  readonly rememberedSignInMs: number | undefined;
  readonly rememberedTokens: number | undefined;
  readonly keySetSeconds: number | undefined;
  readonly keyAdvanceSeconds: number | undefined;
  readonly redisCommandMs: number | undefined;
  readonly longestWaitMs: number | undefined;
  readonly freshReadinessMs: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const numbers = (value: Value): Record<string, number> =>
  Object.fromEntries(
    Object.entries(value ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );

const strings = (value: Value): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const pageSizes = (repository: Repository): { readonly pageSize: number; readonly largestPage: number } => {
  const text = repository.text('src/platform/http/parameters.ts');
  const [, largest, usual] = /limit: integerParameter\(\{ min: 1, max: (\d+) \}\)\.default\((\d+)\)/.exec(text) ?? [];
  return { pageSize: Number(usual ?? 20), largestPage: Number(largest ?? 100) };
};

/** How long the public keys may be kept, whichever file serves them. */
const keySetSeconds = (repository: Repository): number | undefined => {
  const text = repository
    .paths(/^src\/.*\.ts$/)
    .map((path) => repository.text(path))
    .find((candidate) => candidate.includes('/.well-known/jwks.json') && candidate.includes('max-age='));
  const seconds = /max-age=(\d+)/.exec(text ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
};

export const readConstants = (repository: Repository): Constants => {
  const number = (path: string, name: string): number | undefined => numberOf(repository, path, name);
  const idempotency = 'src/platform/idempotency/idempotency.ts';
  const signIns = 'src/modules/auth/application/sign-in-states.ts';
  const oneTime = 'src/modules/auth/domain/one-time-token.ts';
  const headers = 'src/platform/http/security-headers.ts';
  return {
    ...pageSizes(repository),
    idempotencyKeptMs: number(idempotency, 'KEPT_MS'),
    idempotencyPurgeMs: number(idempotency, 'PURGE_INTERVAL_MS'),
    rateWindowSeconds: number('src/platform/rate-limit/rate-limits.ts', 'WINDOW_SECONDS'),
    recentSignInSeconds: number('src/platform/access.ts', 'RECENT_SIGN_IN_SECONDS'),
    longestPassword: number('src/modules/users/domain/password-policy.ts', 'MAX_PASSWORD_LENGTH'),
    mailedTokens: numbers(constantOf(repository, oneTime, 'tokenLifetimes')),
    mailedTokensAnHour: number(oneTime, 'MAX_TOKENS_AN_HOUR'),
    hashing: numbers(constantOf(repository, 'src/platform/crypto/password-hasher.ts', 'parameters')),
    rememberedSignIns: number(signIns, 'CAPACITY'),
    rememberedSignInMs: number(signIns, 'LONGEST_MS'),
    rememberedTokens: number('src/platform/crypto/access-tokens.ts', 'REMEMBERED'),
    keySetSeconds: keySetSeconds(repository),
    keyAdvanceSeconds: number('src/commands/rotate-keys-command.ts', 'ADVANCE_SECONDS'),
    redisCommandMs: number('src/platform/redis/redis.ts', 'COMMAND_TIMEOUT_MS'),
    longestWaitMs: number('src/platform/overload/overload-guard.ts', 'LONGEST_WAIT_MS'),
    freshReadinessMs: number('src/platform/health/health.ts', 'FRESH_MS'),
    headers: {
      ...strings(constantOf(repository, headers, 'always')),
      ...strings(constantOf(repository, headers, 'transportSecurity')),
    },
  };
};
