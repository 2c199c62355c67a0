import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSource } from '../../../src/config/source.ts';

describe('readSource', () => {
  let folder: string;
  let dotenv: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-'));
    dotenv = join(folder, '.env');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads the file, and what the process says over it', () => {
    writeFileSync(dotenv, 'HOST=from-file\nPORT=1\n');

    expect(readSource({ PORT: '2' }, dotenv)).toEqual({ HOST: 'from-file', PORT: '2' });
  });

  it('does without the file', () => {
    expect(readSource({ PORT: '2' }, dotenv)).toEqual({ PORT: '2' });
  });

  it('takes an empty value for one that is not set, also over the file', () => {
    writeFileSync(dotenv, 'HOST=from-file\nLOG_LEVEL=\n');

    expect(readSource({ HOST: '' }, dotenv)).toEqual({});
  });

  it('reads a value from the file that NAME_FILE names', () => {
    const mounted = join(folder, 'host');
    writeFileSync(mounted, '10.0.0.1\n');

    expect(readSource({ HOST_FILE: mounted }, dotenv)['HOST']).toBe('10.0.0.1');
    expect(readSource({ HOST_FILE: mounted, HOST: 'direct' }, dotenv)['HOST']).toBe('direct');
  });

  it('lets an empty value of the process hide the mounted file, and one in the file not', () => {
    const mounted = join(folder, 'host');
    writeFileSync(mounted, '10.0.0.1\n');
    writeFileSync(dotenv, `HOST=\nHOST_FILE=${mounted}\n`);

    expect(readSource({ HOST: '' }, dotenv)).not.toHaveProperty('HOST');
    expect(readSource({}, dotenv)['HOST']).toBe('10.0.0.1');
  });

  it('keeps the name of a mounted file only when that cannot be read', () => {
    const mounted = join(folder, 'host');
    writeFileSync(mounted, '10.0.0.1\n');
    const missing = { PORT_FILE: join(folder, 'nowhere') };

    expect(readSource({ HOST_FILE: mounted, ...missing }, dotenv)).toEqual({ HOST: '10.0.0.1', ...missing });
  });
});
