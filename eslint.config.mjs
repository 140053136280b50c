import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Code that a Content-Security-Policy forbids. */
const noGeneratedCode = {
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
};

const namedExportsOnly = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'ExportDefaultDeclaration',
      message: 'Named exports only: a file is named for its main export.',
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/.venv/**',
      'packages/runtime/src/kernels/generated/**',
      'packages/runtime/kernels/assembly/**', // AssemblyScript
      'coverage/**',
      'examples/*/out/**',
      'bench/out/**',
      'test/**/fixtures/**', // inputs and outputs of the compiler, in every form a user may write
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    rules: {
      ...noGeneratedCode,
      ...namedExportsOnly,
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    // Coefficients stand with all the digits that their source prints.
    files: [
      'packages/diffeq/src/tableau/**/*.ts',
      'packages/diffeq/src/interpolation/**/*.ts',
      'test/**/*.ts',
    ],
    rules: { 'no-loss-of-precision': 'off' },
  },
  {
    // Babel loads a plugin's default export, webpack a loader's.
    files: ['packages/babel-plugin-diff/src/{index,webpack}.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Programs under test are written as users write them: any operator, any style.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off', // chai's `expect(x).to.be.true`
      'no-constant-condition': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: { console: 'readonly', performance: 'readonly', process: 'readonly', URL: 'readonly' },
    },
    rules: noGeneratedCode,
  },
  {
    files: ['conformance/**/*.mjs', 'corpus/**/*.mjs', 'suites/**/*.mjs'],
    languageOptions: {
      globals: { setTimeout: 'readonly', setImmediate: 'readonly', structuredClone: 'readonly' },
    },
  },
  {
    files: ['**/*.cjs', 'babel.config.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly', __filename: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
