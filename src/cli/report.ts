/** What a command has done, said twice. */
export interface Report {
  /** For people: a sentence, and a short table where there is more to tell. */
  readonly text: string;
  /** For programs: the one document of `--json`. Names in camel case, times in ISO 8601. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** A table of names and values, two spaces in; undefined values are left out. */
export function table(values: Readonly<Record<string, string | undefined>>): string {
  const rows = Object.entries(values).filter((row): row is [string, string] => row[1] !== undefined);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${printable(value)}`).join('\n');
}

/** Names come from tenants: a control character in one must not be able to repaint the operator's terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\u{fffd}');
}
