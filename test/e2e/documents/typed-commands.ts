type Variables = Readonly<Record<string, string>>;

/** The words of a command as a shell splits them, without quotes and with these variables. */
export function wordsOf(command: string, variables: Variables = {}): string[] {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|\S+/g)].map(
    ([word, single, double]) => single ?? double ?? word,
  );
  return words.map((word) => word.replace(/^\$([A-Z]+)$/, (_, name: string) => variables[name] ?? word));
}

/** The commands of a block of a page that begin so, one a line. */
export function commandsIn(block: string, beginning: string): string[] {
  return block.split('\n').filter((line) => line.startsWith(beginning));
}

/** Each member of a document with what it is, lists by their elements: two that have the same form differ in values alone. */
export function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, formOf(member)]));
  }
  if (typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)) return 'id';
  return value === null ? null : typeof value;
}
