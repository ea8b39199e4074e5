const WIDTH = 30;
/** Back to the beginning of the line, and nothing on it. */
export const NO_BAR = '\r\x1b[K';

/** A bar that is written over the one before it. @param fraction between 0 and 1 */
export function progressBar(name: string, fraction: number): string {
  const full = Math.floor(fraction * WIDTH);
  const percent = String(Math.floor(fraction * 100)).padStart(3);
  return `${NO_BAR}[${'='.repeat(full)}${' '.repeat(WIDTH - full)}] ${percent} %  ${name}`;
}
