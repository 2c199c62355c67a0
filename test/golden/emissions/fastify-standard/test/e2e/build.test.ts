import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const scripts = (folder: string, extension: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .toSorted();

describe('the build', () => {
  it('has the migrations of the sources, and none that were renamed or removed since', () => {
    expect(scripts('dist/migrations', '.js')).toEqual(scripts('migrations', '.ts'));
  });
});
