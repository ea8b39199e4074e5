const asyncHooks = require('node:async_hooks');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');
const { isShared } = require('./environment.cjs');

let shared;

/** What was made since the last file ended. */
const storages = [];

/**
 * Jest's own modules, which are loaded for each file, keep the running test in such a storage. Node.js 20 looks at each
 * one that was ever used whenever a promise is made, so without an end to them each file is slower than the one before.
 */
class EndingStorage extends asyncHooks.AsyncLocalStorage {
  constructor(...settings) {
    super(...settings);
    storages.push(this);
  }
}

/**
 * Loads the application and its libraries once for each worker, and not once for each test file: that was a second and
 * a half of every file, and as much again until V8 had compiled anew what the file before had warmed. Tests, their
 * support and jest's own modules are loaded for each file. `TEST_ISOLATED=1` shares nothing.
 */
module.exports = class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig) {
    if (shared !== undefined) return shared.beginning(testPath);
    super(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig);
    if (!isShared(globalConfig)) return;
    shared = this;
    Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value: EndingStorage });
  }

  beginning(testPath) {
    this._testPath = testPath;
    this.esmLoader.testPath = testPath;
    this.executor.testPath = testPath;
    this.testState.state = 'loading';
    return this;
  }

  teardown() {
    if (shared !== this) return super.teardown();
    for (const storage of storages.splice(0)) storage.disable();
    const { internalModuleRegistry, esModuleRegistry, moduleRegistry } = this.registries;
    this.restoreAllMocks();
    this.mockState.clear();
    this.testMainModule.reset();
    this.fileCache.clear();
    this.jestGlobals.clearJestObjectCache();
    this.jestGlobals.cachedEnvGlobals = undefined;
    // Each file has an `expect` and an `it` of its own.
    internalModuleRegistry.clear();
    const tests = join(this._config.rootDir, 'test/');
    const isOfTests = (name) => name.startsWith(tests) || name.startsWith(pathToFileURL(tests).href);
    for (const [name, module] of esModuleRegistry) {
      const isKept = module.status === 'evaluated' && !name.startsWith('@jest/globals');
      if (!isKept || isOfTests(name) || name.endsWith('.spec.ts')) esModuleRegistry.delete(name);
    }
    for (const name of moduleRegistry.keys()) if (isOfTests(name)) moduleRegistry.delete(name);
  }
};
