import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../../src/config/environment-error.ts';
import { loadEnvironment, loadVariables } from '../../../src/config/environment.ts';
import { environmentSchema, onInProduction, requiredInProduction } from '../../../src/config/schema.ts';
import { productionEnvironment as production } from '../../support/production.ts';

const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    loadEnvironment(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
};

describe('loadEnvironment', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'environment-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('needs nothing in development', () => {
    const env = loadEnvironment({ DATA_DIR: folder });

    expect(env).toMatchObject({ NODE_ENV: 'development', LOG_LEVEL: 'info', HOST: '127.0.0.1', PORT: 3000 });
  });

  it('names every wrong variable in a line of its own, and no value', () => {
    const problems = problemsOf({ DATA_DIR: folder, PORT: 'eighty', LOG_LEVEL: 'loud', BODY_LIMIT: '-7' });

    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual(['BODY_LIMIT', 'LOG_LEVEL', 'PORT']);
    expect(problems.join()).not.toMatch(/eighty|loud|-7/);
  });

  it('refuses a time that no timer can wait, and says how long it may be', () => {
    const problems = problemsOf({ DATA_DIR: folder, SHUTDOWN_TIMEOUT: '25d', REQUEST_TIMEOUT: '13d' });

    expect(problems).toEqual(['SHUTDOWN_TIMEOUT: must be from 1s to 12d.', 'REQUEST_TIMEOUT: must be from 1s to 12d.']);
  });

  it('names the variables of every part at once, in a line each', () => {
    const problems = problemsOf({
      ...production(),
      TRUST_PROXY: 'everybody,*',
      CORS_ORIGINS: 'null,*',
      DATABASE_URL: 'postgres://user:100%@db.example.test/app',
      HOST_FILE: '/nowhere/host',
      ...Object.fromEntries(onInProduction.map((name) => [name, 'false'])),
    });

    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual(
      ['CORS_ORIGINS', 'DATABASE_URL', 'HOST', 'TRUST_PROXY', ...onInProduction].sort(),
    );
    expect(problems.join()).not.toMatch(/everybody|null|100%|nowhere/);
  });

  it('says no more of a variable than the first thing that is wrong', () => {
    const source: Record<string, string> = { ...production(), DATABASE_URL_FILE: '/nowhere/url' };
    Reflect.deleteProperty(source, 'DATABASE_URL');

    expect(problemsOf(source)).toEqual(['DATABASE_URL: the file of DATABASE_URL_FILE cannot be read.']);
  });

  it('puts each problem on a line of the message', () => {
    const error = new EnvironmentError(['PORT: must be a number.', 'HOST: is missing.']);

    expect(error.message.split('\n')).toHaveLength(3);
  });

  it('accepts a production environment with everything in it', () => {
    expect(loadEnvironment(production()).NODE_ENV).toBe('production');
  });

  it('demands in production what nobody can make up', () => {
    const missing = problemsOf({ NODE_ENV: 'production' }).map((problem) => problem.split(':')[0]);

    expect(missing).toEqual(['DATABASE_URL']);
  });

  it.each(requiredInProduction)('demands %s in production', (name) => {
    const source = production();
    Reflect.deleteProperty(source, name);

    expect(problemsOf(source)).toEqual([`${name}: is required in production.`]);
  });

  it('asks a command for the variables that it reads, and for no others', () => {
    const schema = environmentSchema.pick({ NODE_ENV: true, DATABASE_URL: true });
    const given = { NODE_ENV: 'production', PORT: 'eighty', HOST_FILE: '/nowhere/host' };
    const value = production()['DATABASE_URL'];

    expect(() => loadVariables(schema, given)).toThrow(
      new EnvironmentError(['DATABASE_URL: is required in production.']),
    );
    expect(loadVariables(schema, { ...given, DATABASE_URL: value })).toEqual({
      NODE_ENV: 'production',
      DATABASE_URL: value,
    });
  });

  it('keeps the secrets it makes up for development', () => {
    const first = loadEnvironment({ DATA_DIR: folder });
    const second = loadEnvironment({ DATA_DIR: folder });

    expect(second).toEqual(first);
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )) {
      expect(statSync(join(file.parentPath, file.name)).mode & 0o077).toBe(0);
    }
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadEnvironment({ DATA_DIR: folder }))).toBe(true);
  });
});
