import { setting, type Facts } from '../facts/facts.ts';
import { whoOf } from '../facts/operations.ts';
import {
  code,
  codes,
  count,
  document,
  duration,
  list,
  numbered,
  section,
  subsection,
  table,
  type Block,
} from './markdown.ts';
import { logInSequence, refreshSequence, registerSequence } from './sequences.ts';

const withoutAccounts = (facts: Facts): string =>
  document(
    'Auth system',
    `There is none: this repository was made without accounts. All ${count(facts.routes.length, 'route')} under ${code('/api/v1')} are open to everybody, so only these are mounted; everything else that could be written has no route.`,
    table(
      ['Open route', 'What it lets anybody do'],
      facts.routes
        .filter(({ method }) => method !== 'GET')
        .map((route) => [code(`${route.method} ${route.path}`), route.summary]),
    ),
    'That fits a service behind a gateway that signs people in, or data that is public. What would bring accounts: the first row that belongs to somebody, or the first route that not everybody may call.',
  );

const lifetimes = (facts: Facts): Block => {
  const { constants } = facts;
  const mailed = Object.entries(constants.mailedTokens).map(([purpose, seconds]) => [
    `Mailed token: ${purpose}`,
    duration(seconds),
    'SHA-256',
    'its use',
  ]);
  return table(
    ['What', 'Good for', 'Kept as', 'Ends early by'],
    [
      [
        'Access token',
        `${duration(setting(facts, 'JWT_ACCESS_TTL'))} (\`JWT_ACCESS_TTL\`)`,
        'not at all',
        'the end of its sign-in, at once in all processes',
      ],
      [
        'Refresh token',
        `one use, within ${duration(setting(facts, 'JWT_REFRESH_TTL'))} (\`JWT_REFRESH_TTL\`)`,
        'SHA-256',
        'its use; a second use ends the sign-in',
      ],
      [
        'Sign-in',
        `${duration(setting(facts, 'SESSION_TTL'))} (\`SESSION_TTL\`), however much it is used`,
        'row in `sessions`',
        'log-out, a new password, a disabled account',
      ],
      ['Proof for sensitive routes', duration(constants.recentSignInSeconds ?? 0), '`sessions.authenticated_at`', '–'],
      ...mailed,
    ],
  );
};

const measures = (facts: Facts): Block => {
  const { constants } = facts;
  const { memoryCost = 0, timeCost = 0, parallelism = 0 } = constants.hashing;
  const attempts = (name: string): number => setting(facts, `LOGIN_ATTEMPTS_${name}`);
  return list([
    `Password: ${setting(facts, 'PASSWORD_MIN_LENGTH')} to ${constants.longestPassword ?? 0} characters, any Unicode, no rules of composition, none of the 10,000 most common, not the name in the address (NIST SP 800-63B).`,
    `Hash: Argon2id, ${memoryCost / 1024} MiB, ${timeCost} passes, ${count(parallelism, 'lane')} (OWASP); raised at the next log-in when the parameters rise.`,
    `Attempts: ${attempts('PER_ACCOUNT')} for an account, ${attempts('PER_ADDRESS')} for an address in ${duration(attempts('WINDOW'))}; then 429, the wait doubles up to ${duration(attempts('LONGEST_BLOCK'))}. Counted before the check, so that parallel tries share the budget. Who is signed in and gives the password again is counted apart, so that failed log-ins of strangers lock nobody out of a change of the password.`,
    `Requests to ${code('/api/v1/auth')}: ${setting(facts, 'RATE_LIMIT_AUTH')} a minute from one address.`,
    `Reset of a password: a mailed token, ${count(constants.mailedTokensAnHour ?? 0, 'an hour', 'an hour')} to an address at most; the answer tells nobody whether the account exists, and all sign-ins end.`,
    'Registration of an address that has an account: one notice an hour to its owner.',
    'Every one of these events is a row of the audit log.',
    'Multi-factor, OAuth 2 and API keys: not chosen. Reasons to: staff accounts that can see the data of others, a partner that signs its people in, a program as a caller.',
  ]);
};

const permissionsOf = (facts: Facts): string[] => {
  const known = facts.routes.flatMap(({ access }) => (access.kind === 'permission' ? [access.permission] : []));
  const granted = facts.roles.flatMap(({ permissions }) => permissions).filter((name) => name !== '*');
  return [...new Set([...known, ...granted])].sort();
};

const roleMatrix = (facts: Facts): Block =>
  table(
    ['Permission', ...facts.roles.map(({ name }) => code(name)), 'Routes'],
    permissionsOf(facts).map((permission) => [
      code(permission),
      ...facts.roles.map(({ permissions }) =>
        permissions.includes('*') || permissions.includes(permission) ? 'yes' : '',
      ),
      codes(
        facts.routes
          .filter(({ access }) => access.kind === 'permission' && access.permission === permission)
          .map(({ id }) => id),
      ),
    ]),
  );

const accessCounts = (facts: Facts): Block => {
  const groups = new Map<string, number>();
  for (const route of facts.routes) {
    const who = route.access.kind === 'permission' ? 'holders of a permission' : whoOf(route);
    groups.set(who, (groups.get(who) ?? 0) + 1);
  }
  return table(
    ['Who', 'Routes'],
    [...groups].sort(([, a], [, b]) => b - a).map(([who, amount]) => [who, String(amount)]),
  );
};

const controls = ({ repository }: Facts): string =>
  repository.has('docs/SECURITY-CONTROLS.md')
    ? 'Controls with their files and tests: [SECURITY-CONTROLS.md](../SECURITY-CONTROLS.md).'
    : '';

/** Accounts, tokens, roles, and how somebody gets and loses them. */
export const authSystem = (facts: Facts): string => {
  const { parts, roles } = facts;
  if (!parts.accounts) return withoutAccounts(facts);
  return document(
    'Auth system',
    `Accounts with address and password${parts.accessTokens ? ', signed access tokens and rotating refresh tokens' : ''}; ${count(roles.length, 'role')}. ${controls(facts)}`.trim(),
    section(
      'Registration',
      numbered([
        `${code('POST /api/v1/auth/register')} answers 202 for every address.`,
        `A mail brings a link, good for ${duration(facts.constants.mailedTokens['verify-email'] ?? 0)}; the link opens ${code('PUBLIC_URL')}, never a host from a request.`,
        `${code('POST /api/v1/auth/verify-email')} activates the account with the role ${code(roles.find(({ isDefault }) => isDefault)?.name ?? '')}.`,
      ]),
      registerSequence(facts),
    ),
    section(
      'Login and sessions',
      parts.accessTokens ? logInSequence(facts) : undefined,
      parts.accessTokens ? subsection('Refresh', refreshSequence()) : undefined,
    ),
    parts.accessTokens
      ? section(
          'Token strategy',
          `Access tokens are JWTs (RFC 9068) signed with EdDSA alone: ${codes(['iss', 'aud', 'sub', 'sid', 'iat', 'exp', 'jti'])}. Roles are not in them: they are looked up, so that they can be taken at once. The key is named by ${code('kid')}; ${code(facts.run('keys:rotate'))} makes the next one, ${code('GET /.well-known/jwks.json')} shows all public ones.`,
          lifetimes(facts),
        )
      : undefined,
    section('Security measures', measures(facts)),
    section(
      'Roles and permissions',
      table(
        ['Role', 'For', 'Given'],
        roles.map(({ name, description, isDefault }) => [
          code(name),
          description,
          isDefault ? 'to whoever registers' : `by holders of ${code('users:write')}`,
        ]),
      ),
      roleMatrix(facts),
      'Who may call the routes; a row that belongs to somebody else is 404 besides.',
      accessCounts(facts),
    ),
  );
};
