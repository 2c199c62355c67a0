import { describe, expect, it } from 'vitest';
import { inPackageManager } from './package-commands.ts';

describe('inPackageManager', () => {
  it('leaves the words of npm to npm', () => {
    expect(inPackageManager('npm run verify -- static', 'npm')).toBe('npm run verify -- static');
  });

  it('names the other manager, and hands arguments on without dashes', () => {
    const text = 'npm run db:migrate && npm run db:rollback -- --all && npm run db:migrate';
    expect(inPackageManager(text, 'pnpm')).toBe(
      'pnpm run db:migrate && pnpm run db:rollback --all && pnpm run db:migrate',
    );
    expect(inPackageManager('`npm run generate resource -- Invoice`', 'bun')).toBe(
      '`bun run generate resource Invoice`',
    );
  });

  it.each([
    ['pnpm', 'pnpm add --save-dev'],
    ['yarn', 'yarn add --dev'],
    ['bun', 'bun add --dev'],
  ] as const)('installs a tool in the words of %s', (manager, words) => {
    expect(inPackageManager('`npm install --save-dev tool@1.0.0`', manager)).toBe(`\`${words} tool@1.0.0\``);
  });

  it('leaves other words alone', () => {
    const text = 'pnpm run dev; npm install; npm runs';
    expect(inPackageManager(text, 'yarn')).toBe(text);
  });
});
