import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      'dist/',
      '.cache/',
      'coverage/',
      'test/golden/emissions/',
      'test/fixtures/',
      'templates/*/*/files/',
      'templates/*/*/when/',
      'templates/*/*/entity/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { 'max-lines': ['error', 300] },
  },
  {
    files: ['{src,generators,scripts,bench,test}/**/*.{ts,mjs}'],
    // What stands in a `describe` is a list of tests.
    ignores: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': ['error', 50] },
  },
);
