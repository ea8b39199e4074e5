/** A command of a transcript, and what it printed when the transcript was written. */
export interface Typed {
  readonly command: string;
  readonly printed: string;
}

/**
 * The commands of a page's `console` blocks, in their order. A command begins with `$ ` and goes on in the next line
 * after a `\` or a `|`; what follows until the next one is what it printed.
 */
export function transcriptOf(page: string): Typed[] {
  const blocks = [...page.matchAll(/^```console\n([^]*?)^```$/gm)].map(([, block]) => block!);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((typed) => {
        const [command] = /^(?:.*[\\|]\n)*.*\n/.exec(typed)!;
        return { command: command.trimEnd(), printed: typed.slice(command.length).trimEnd() };
      }),
  );
}

const ID = /\b[0-9a-f]{32}\b/g;

/** The ids of a transcript, each known by when it was first seen: an id that occurs twice must occur twice again. */
export class Ids {
  private readonly seen: string[] = [];

  /** Puts a number in the place of every id. */
  numbered(text: string): string {
    return text.replace(ID, (id) => `<id ${this.numberOf(id)}>`);
  }

  /** Puts the ids of this transcript in the places of those of another one. */
  translated(text: string, from: Ids): string {
    return text.replace(ID, (id) => this.seen[from.numberOf(id)] ?? id);
  }

  private numberOf(id: string): number {
    const index = this.seen.indexOf(id);
    return index >= 0 ? index : this.seen.push(id) - 1;
  }
}

/** What differs from one day and one machine to the next, ids apart; columns are as wide as the widest of them. */
export function masked(text: string): string {
  return text
    .replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '<moment>')
    .replace(/\b1[7-9]\d{8}\b/g, '0')
    .replace(/\btnt_\w+/g, '<secret>')
    .replace(/\bcli:\S+/g, 'cli:<user>')
    .replace(/\bSQLite [\d.]+/g, 'SQLite <version>')
    .replace(/(\S) {2,}/g, '$1  ');
}

/** A document in one line, however it was broken; any other text as it is. */
export function unbroken(text: string): string {
  return text.startsWith('{') && text.endsWith('}') && text.includes('\n') ? JSON.stringify(JSON.parse(text)) : text;
}

/** Leaves out of what was printed what a line with `…` alone replaces in what was written. */
export function elided(printed: string, written: string): string {
  const [before, after] = written.split(/^…$/m).map((part) => part.split('\n').length - 1);
  if (before === undefined || after === undefined) return printed;
  const lines = printed.split('\n');
  return [...lines.slice(0, before), '…', ...lines.slice(lines.length - after)].join('\n');
}
