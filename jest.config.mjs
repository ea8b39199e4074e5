/**
 * The tests run as ES modules, as the application does; SWC only takes the types away and writes the decorator
 * metadata, with the settings of tsconfig.json (a test in test/guarantees compares the two). Types are `npm run types`.
 */
const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    // Without the last one a declared property overwrites what class-transformer or TypeORM put there.
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/worker/environment.cjs',
  runtime: '<rootDir>/test/worker/runtime.cjs',
  testSequencer: '<rootDir>/test/worker/sequencer.cjs',
  roots: ['<rootDir>/test', '<rootDir>/src'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // TypeScript's ES modules name the file that will be there after the build; here the source replaces it.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  // Generous, because an end-to-end suite may start two processes and a database on a busy machine of two cores.
  testTimeout: 30_000,
  // On two cores: a third of the time a suite waits, for a process, a database or a clock.
  maxWorkers: 3,
  // What the files before have left behind is let go late: a worker that has grown so far is made anew.
  workerIdleMemoryLimit: '1GB',
  // A worker that has ended gives back its memory piece by piece, for more than the half second after which jest would
  // end it by force and warn of a leak. One that leaks does not end at all, and is still reported.
  workerGracefulExitTimeout: 10_000,
};
