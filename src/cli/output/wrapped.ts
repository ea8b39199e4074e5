import stringWidth from 'string-width';

const ASCII = /^[\x20-\x7e]*$/;
const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many columns of a terminal a text takes; colours take none. */
export function columnsOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/**
 * A text in lines of at most so many columns of a terminal, where a character may take two. It is broken anywhere: names
 * and ids have no words.
 */
export function wrapped(text: string, width: number): string[] {
  if (ASCII.test(text) && text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const { segment } of signs.segment(text)) {
    const wide = columnsOf(segment);
    if (columns + wide > width) {
      lines.push(line);
      [line, columns] = ['', 0];
    }
    line += segment;
    columns += wide;
  }
  return [...lines, line];
}
