/** How a language writes what JSON can say. */
export interface Notation {
  readonly text: (text: string) => string;
  readonly key: (name: string) => string;
  readonly words: Readonly<Record<'null' | 'true' | 'false', string>>;
  /** Inside the braces of an object on one line. */
  readonly padding: string;
}

const WIDTH = 76;
const INDENT = { typescript: 2, python: 4 } as const;

const single = (text: string) => `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;

export const TYPESCRIPT: Notation = {
  text: single,
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : single(name)),
  words: { null: 'null', true: 'true', false: 'false' },
  padding: ' ',
};

export const PYTHON: Notation = {
  text: (text) => JSON.stringify(text),
  key: (name) => JSON.stringify(name),
  words: { null: 'None', true: 'True', false: 'False' },
  padding: '',
};

/** Code within a value, written as it is. */
export class Code {
  constructor(readonly text: string) {}
}

/**
 * A value of JSON as a literal, on one line if it fits.
 * @param depth how many levels its first line is indented
 * @param taken how many characters are ahead of it in its first line, beside those
 */
export function literal(value: unknown, notation: Notation, depth = 0, taken = 0): string {
  const step = notation === PYTHON ? INDENT.python : INDENT.typescript;
  const [open, close, members] = partsOf(value, notation, depth);
  if (members === undefined) return open;
  if (members.length === 0) return open + close;
  const padding = open === '{' ? notation.padding : '';
  const line = `${open}${padding}${members.join(', ')}${padding}${close}`;
  if (!line.includes('\n') && step * (depth + 1) + taken + line.length <= WIDTH) return line;
  const inner = ' '.repeat(step * (depth + 1));
  return `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${' '.repeat(step * depth)}${close}`;
}

function partsOf(value: unknown, notation: Notation, depth: number): [open: string, close: string, members?: string[]] {
  if (value instanceof Code) return [value.text, ''];
  if (Array.isArray(value)) return ['[', ']', value.map((item) => literal(item, notation, depth + 1))];
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(
      ([name, member]) => `${notation.key(name)}: ${literal(member, notation, depth + 1)}`,
    );
    return ['{', '}', members];
  }
  if (typeof value === 'string') return [notation.text(value), ''];
  return [notation.words[String(value) as 'null'] ?? String(value), ''];
}
