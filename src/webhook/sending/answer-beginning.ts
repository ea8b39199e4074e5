import type { Readable } from 'node:stream';

const MAX_BYTES = 1_024;
const UNPRINTABLE = /[^\P{C}\n\t]/gu;

/**
 * The beginning of the body of an answer, as text with spaces for what cannot be printed; null where it is empty. It reads
 * no further than that, and what breaks off is what there is.
 */
export async function beginningOf(body: Readable): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MAX_BYTES) break;
    }
  } catch {
    // The status was received, and says how the attempt went.
  }
  const text = Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8').replace(UNPRINTABLE, ' ').trim();
  return text === '' ? null : text;
}
