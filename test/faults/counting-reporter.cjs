/** The last line of a run: "N passed, N failed". A suite that could not be loaded is one failure. */
module.exports = class CountingReporter {
  onRunStart() {
    process.stderr.write('Repeat a run with the same --seed.\n');
  }

  onRunComplete(_, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests }) {
    const skipped = numPendingTests > 0 ? `${numPendingTests} skipped\n` : '';
    process.stdout.write(`${skipped}${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`);
  }
};
