const { TestEnvironment } = require('jest-environment-node');

/** Where `expect` keeps what it was extended by; it cannot be deleted. */
const EXTENSIONS = Symbol.for('$$jest-matchers-object');

let shared;

/**
 * The globals of a test file: one set for all the files that a worker runs, since the modules that they share
 * (runtime.cjs) were loaded among them. What a file may have changed is as before when the next one begins: the clock,
 * `process.exit`, the environment variables, and what jest itself keeps there for each file.
 */
module.exports = class SharedEnvironment extends TestEnvironment {
  /** A file that changes while jest watches must be loaded anew, and coverage is counted for each test file alone. */
  static isShared({ watch, watchAll, collectCoverage }) {
    return !watch && !watchAll && !collectCoverage && process.env.TEST_ISOLATED !== '1';
  }

  constructor(config, context) {
    if (shared !== undefined) return shared;
    super(config, context);
    this.isShared = SharedEnvironment.isShared(config.globalConfig);
    if (!this.isShared) return;
    shared = this;
    this.first = {
      exit: this.global.process.exit,
      variables: { ...this.global.process.env },
      symbols: new Set(Object.getOwnPropertySymbols(this.global)),
    };
  }

  async teardown() {
    if (!this.isShared) return super.teardown();
    const { process } = this.global;
    this.fakeTimersModern.dispose();
    process.exit = this.first.exit;
    for (const name of Object.keys(process.env)) if (!(name in this.first.variables)) delete process.env[name];
    Object.assign(process.env, this.first.variables);
    for (const symbol of Object.getOwnPropertySymbols(this.global)) {
      if (!this.first.symbols.has(symbol)) delete this.global[symbol];
    }
    Object.assign(this.global[EXTENSIONS] ?? {}, { matchers: Object.create(null), customEqualityTesters: [] });
    // Former values of globals, which jest keeps to destroy them at the end: `expect` and all behind it, of every file.
    this._globalProxy.leftovers = [];
  }
};
