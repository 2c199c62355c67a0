import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const parameterizedOnly = [
  {
    selector: "MemberExpression[object.name='sql'][property.name=/^(raw|lit)$/]",
    message: 'Pass values as parameters, sql`… ${value}`, and names by sql.ref or sql.table.',
  },
  {
    selector: "CallExpression[callee.property.name='query'] > TemplateLiteral.arguments[expressions.length>0]",
    message: 'Pass values as parameters: query(text, values).',
  },
];

const namedColumns = {
  selector: 'CallExpression[callee.property.name=/^(selectAll|returningAll)$/]',
  message: 'Name the columns: while a release runs that asks for all, a migration that adds one makes it fail.',
};

const configurationOnly = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read configuration from the typed environment; src/config is the one place that reads process.env.',
};

const insideOut = {
  patterns: [
    { group: ['**/persistence/**', '**/http/**'], message: 'Domain and application know no adapter.' },
    { regex: '/modules/[^/]+/(?!index\\.ts$)', message: 'Reach another module through its index.ts.' },
  ],
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.data/', 'generators/*/templates/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...parameterizedOnly, namedColumns, configurationOnly],
    },
  },
  {
    files: ['src/config/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...parameterizedOnly] },
  },
  {
    files: ['src/modules/*/domain/**/*.ts', 'src/modules/*/application/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', insideOut] },
  },
);
