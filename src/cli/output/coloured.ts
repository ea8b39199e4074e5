import { styleText } from 'node:util';

type Colour = 'green' | 'yellow' | 'red';

/**
 * A word with a colour of ours, as opposed to text that came from somebody. Everything is painted, and washed where
 * it is printed when that is no terminal (`Cli`).
 */
export class Coloured {
  constructor(
    private readonly colour: Colour,
    private readonly text: string,
  ) {}

  toString(): string {
    return paint(this.colour, this.text);
  }
}

export function bold(text: string): string {
  return paint('bold', text);
}

/** Without the option Node.js would leave the colours out by a look at its own standard output. */
function paint(format: Colour | 'bold', text: string): string {
  return styleText(format, text, { validateStream: false });
}
