import eslint from '@eslint/js';
import * as nest from '@nestjs/common';
import prettier from 'eslint-config-prettier';
import jest from 'eslint-plugin-jest';
import noSecrets from 'eslint-plugin-no-secrets';
import tseslint from 'typescript-eslint';

// A later block replaces a rule's whole list, so the lists are put together here from named parts.

const HTTP_EXCEPTIONS = Object.keys(nest).filter((name) => name.endsWith('Exception'));

const GLOBAL_MODULES = {
  name: '@nestjs/common',
  importNames: ['Global'],
  message: 'A module says what it imports. The one global module is ConfigModule, and it says why.',
};
const FORWARD_REFERENCES = {
  name: '@nestjs/common',
  importNames: ['forwardRef'],
  message: 'Two that need each other are one, or miss a third.',
};
const HTTP_IN_THE_CORE = {
  name: '@nestjs/common',
  importNames: HTTP_EXCEPTIONS,
  message:
    'Throw a DomainError (src/common/errors.ts); the error filter says it in HTTP, in the words of each dialect.',
};
const BESIDE_THE_GATE = 'It would write beside our transaction: read and write by Database (decision record 0005).';
const TYPEORM_BESIDE_THE_GATE = [
  { name: 'typeorm', importNames: ['DataSource', 'EntityManager', 'Repository'], message: BESIDE_THE_GATE },
  {
    name: '@nestjs/typeorm',
    importNames: ['InjectRepository', 'InjectDataSource', 'InjectEntityManager', 'getRepositoryToken'],
    message: BESIDE_THE_GATE,
  },
];
const READING_THE_ENVIRONMENT = 'Configuration is an argument: take the setting from Env (src/config/env.ts).';
const ENVIRONMENT_BY_IMPORT = { name: 'node:process', importNames: ['env'], message: READING_THE_ENVIRONMENT };

const BY_CALL = (name, message) => ({ selector: `CallExpression[callee.property.name='${name}']`, message });

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: READING_THE_ENVIRONMENT,
};
const GUESSING_ORM = [
  BY_CALL('save', 'save() overwrites an existing row in silence. Insert or update by a step with its row count.'),
  {
    selector: "Property[key.name='synchronize'][value.value=true]",
    message: 'The schema changes by migrations alone; synchronize drops columns.',
  },
  {
    selector: "Property[key.name='eager'][value.value=true]",
    message: 'An eager relation joins in every query, wanted or not. Join where the rows are needed.',
  },
];
const SINGLE_DOOR = [
  ...['transaction', 'startTransaction'].map((name) =>
    BY_CALL(name, 'Database.write is the only one that opens a transaction: it retries the whole and takes its turn.'),
  ),
];
const LOOKING_UP_ROWS = BY_CALL('findOneBy', 'Rows are read by the service that owns them (*.service.ts).');
const BARRELS = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file that has it: a barrel hides who needs whom and makes cycles.',
};
const NAMELESS_PLACE = {
  selector: 'Program',
  message: 'No index.ts, utils/ or helpers/: name the file after what it holds and put it beside what it serves.',
};

/** What gives access wherever it is used. In a test, put such a text together from parts, or make it while it runs. */
const SECRETS = {
  'token of this service': 'tnt_[0-9A-Za-z]{46}(?![0-9A-Za-z])',
  'private key': '-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----',
  'access key of AWS': '(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])',
  'token of GitHub': '(?:gh[opsru]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{60})',
  'token of GitLab': 'glpat-[0-9A-Za-z_-]{20}',
  'token of npm': 'npm_[0-9A-Za-z]{36}',
  'token of Slack': 'xox[abeoprs]-[0-9]{8}',
};

/** A rule of its own and no `no-restricted-syntax`, whose lists replace each other: so it can be switched off by folder. */
const SQL_IN_QUERIES = {
  create(context) {
    const refuse = (node, text) => {
      if (!/^[\s(]*(SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s/.test(text)) return;
      const message =
        'SQL belongs into a *.queries.ts beside its entity, in a function with typed parameters and rows.';
      context.report({ node, message });
    };
    return {
      Literal: (node) => refuse(node, String(node.value)),
      TemplateLiteral: (node) => refuse(node, node.quasis[0].value.raw),
    };
  },
};

const imports = (...paths) => ({ 'no-restricted-imports': ['error', { paths: paths.flat() }] });
const syntax = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] });

const EVERYWHERE_IN_SRC = [ENVIRONMENT, ...GUESSING_ORM, ...SINGLE_DOOR, LOOKING_UP_ROWS, BARRELS];
const without = (...exempt) => EVERYWHERE_IN_SRC.filter((selector) => !exempt.includes(selector));

const NODE_GLOBALS = ['process', 'console', 'URL', 'fetch', 'Buffer', 'setTimeout', 'clearTimeout', 'AbortSignal'];

const BROWSER_GLOBALS = [
  'document',
  'location',
  'matchMedia',
  'fetch',
  'navigator',
  'localStorage',
  'sessionStorage',
].concat(['addEventListener', 'removeEventListener', 'dispatchEvent', 'CustomEvent', 'URL', 'structuredClone']);

export default tseslint.config(
  {
    // The last one is generated.
    ignores: ['dist/**', 'bench/**/dist/**', 'coverage/**', 'data/**', 'clients/typescript/src/openapi.ts'],
  },
  // An exemption is made here, beside its reason, and not in a comment.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    plugins: { 'no-secrets': noSecrets },
    rules: { 'no-secrets/no-pattern-match': ['error', { patterns: SECRETS }] },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      // `async` without `await` is on purpose: what it throws is a rejection, as its callers expect.
      '@typescript-eslint/require-await': 'off',
      ...syntax(BARRELS),
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', 40],
      'max-params': ['error', 6],
      'no-console': 'error',
      ...imports(GLOBAL_MODULES, FORWARD_REFERENCES, HTTP_IN_THE_CORE, ENVIRONMENT_BY_IMPORT, TYPEORM_BESIDE_THE_GATE),
      ...syntax(...EVERYWHERE_IN_SRC),
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.{queries,spec}.ts', 'src/database/**'],
    plugins: { statements: { rules: { 'in-queries': SQL_IN_QUERIES } } },
    rules: { 'statements/in-queries': 'error' },
  },
  // A schema is literal, and one table is as long as it is.
  { files: ['src/database/migrations/*.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  // Where HTTP is spoken, Nest's own exceptions must be known by name to be translated.
  {
    files: ['src/http/**/*.ts'],
    rules: imports(GLOBAL_MODULES, FORWARD_REFERENCES, ENVIRONMENT_BY_IMPORT, TYPEORM_BESIDE_THE_GATE),
  },
  // The gate is the door itself.
  {
    files: ['src/database/**/*.ts'],
    rules: {
      ...imports(GLOBAL_MODULES, FORWARD_REFERENCES, HTTP_IN_THE_CORE, ENVIRONMENT_BY_IMPORT),
      ...syntax(...without(...SINGLE_DOOR)),
    },
  },
  { files: ['src/**/*.service.ts'], rules: syntax(...without(LOOKING_UP_ROWS)) },
  {
    // The two that begin a process: they read the environment once, and they speak to a person.
    files: ['src/start.ts', 'src/cli/**/*.ts'],
    rules: {
      'no-console': 'off',
      ...imports(GLOBAL_MODULES, FORWARD_REFERENCES, HTTP_IN_THE_CORE, TYPEORM_BESIDE_THE_GATE),
      ...syntax(...without(ENVIRONMENT)),
    },
  },
  {
    // A suite is one long function of short ones, and its promises are read together: its limit is the file's.
    files: ['test/**/*.ts', 'src/**/*.spec.ts'],
    plugins: { jest },
    rules: {
      'max-lines': ['error', 400],
      'max-lines-per-function': 'off',
      'jest/no-focused-tests': 'error',
    },
  },
  {
    files: ['bench/**/*.ts', 'clients/**/*.ts'],
    rules: { 'max-lines': ['error', 200], 'max-lines-per-function': ['error', 40], 'max-params': ['error', 6] },
  },
  {
    // It runs in browsers, Deno and Bun as well.
    files: ['clients/typescript/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\./|openapi-)', message: 'Web standards alone.' }] },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'global', 'window', 'setImmediate'],
    },
  },
  {
    files: ['**/index.ts', '**/{utils,util,helpers,helper}/**/*.ts'],
    rules: syntax(NAMELESS_PLACE),
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
  },
  {
    files: ['public/**/*.js'],
    languageOptions: { globals: Object.fromEntries(BROWSER_GLOBALS.map((name) => [name, 'readonly'])) },
    rules: { 'max-lines': ['error', 200], 'max-lines-per-function': ['error', 60] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    // It must be read by the oldest Node there is, to tell its user to take a newer one.
    files: ['scripts/check-node.cjs'],
    languageOptions: { ecmaVersion: 5 },
    rules: { 'no-var': 'off' },
  },
  prettier,
);
