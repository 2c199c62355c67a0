import { requiredInProduction } from '../../src/config/schema.ts';

const strongSecret = 'kR7vX2mQ9tB4nW8zC5yH1jL6pF3dG0sAeUiO-_TbYqKxNwMv';

const values: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://api.example.test',
  DATABASE_URL: 'postgres://db.example.test/app',
  MAIL_URL: 'smtp://mail.example.test',
  MAIL_FROM: 'no-reply@example.test',
};

/** An environment that has what production demands. */
export const productionEnvironment = (): Record<string, string> => ({
  NODE_ENV: 'production',
  ...Object.fromEntries(requiredInProduction.map((name) => [name, values[name] ?? strongSecret])),
});
