/** Prints what a test has counted, in one line: a race that met nobody has shown nothing, and only figures tell. */
export function figures(what: string, counts: Readonly<Record<string, unknown>>): void {
  const list = Object.entries(counts).map(([name, count]) => `${name} ${String(count)}`);
  process.stderr.write(`    figures of ${what}: ${list.join(', ')}\n`);
}
