import { styleText } from 'node:util';

type Colour = 'green' | 'yellow' | 'red';

/**
 * A word with a colour of the program, as opposed to text from a tenant. Colours are always added, and removed where the
 * output is no terminal (`Cli`).
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

/** Without the option Node.js would leave the colours out depending on its own standard output. */
function paint(format: Colour | 'bold', text: string): string {
  return styleText(format, text, { validateStream: false });
}
