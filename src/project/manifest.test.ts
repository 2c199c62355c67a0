import { expect, it } from 'vitest';
import { ManifestError, parseManifest } from './manifest.ts';

const manifest = { generator: '1.0.0', answers: {}, features: ['web'], files: { 'src/main.ts': '0'.repeat(64) } };

it('is read as some editors save it, with a byte order mark and carriage returns', () => {
  const text = `\uFEFF${JSON.stringify(manifest, null, 2).replaceAll('\n', '\r\n')}`;
  expect(parseManifest(text)).toEqual(manifest);
});

it.each(['../../etc/passwd', '/etc/passwd', '.git/hooks/pre-commit'])(
  'is refused, and named, when it lists a file outside of the repository: %s',
  (path) => {
    const text = JSON.stringify({ ...manifest, files: { [path]: '0'.repeat(64) } });
    expect(() => parseManifest(text)).toThrow(ManifestError);
    expect(() => parseManifest(text)).toThrow(`.backend-architect.json lists the file "${path}"`);
  },
);
