/** Prints what a test has counted, in one line: only figures show whether a race really took place. */
export function figures(what: string, counts: Readonly<Record<string, unknown>>): void {
  const list = Object.entries(counts).map(([name, count]) => `${name} ${String(count)}`);
  process.stderr.write(`    figures of ${what}: ${list.join(', ')}\n`);
}
