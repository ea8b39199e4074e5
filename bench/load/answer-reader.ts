/** A whole answer; the body is decoded only where it is asked for. */
export interface Answer {
  readonly status: number;
  readonly body: () => string;
}

const END_OF_HEAD = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const CHUNKED = /\r\ntransfer-encoding: *chunked/i;

/**
 * Reads answers of HTTP/1.1 off one connection on which one request is under way at a time. It understands what the
 * candidates send, and no more, so that the load costs much less than what it measures.
 */
export class AnswerReader {
  private pending: Buffer | undefined;

  /**
   * @returns the answer once it is complete
   * @throws when it is none, or more follows than it has announced
   */
  push(chunk: Buffer): Answer | undefined {
    const data = this.pending === undefined ? chunk : Buffer.concat([this.pending, chunk]);
    const answer = read(data);
    this.pending = answer === undefined ? data : undefined;
    return answer;
  }
}

function read(data: Buffer): Answer | undefined {
  const end = data.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = data.toString('latin1', 0, end);
  if (!head.startsWith('HTTP/1.1 ')) throw new Error('not an answer of HTTP/1.1');
  const status = Number(head.slice(9, 12));
  const start = end + END_OF_HEAD.length;
  if (CHUNKED.test(head)) return chunked(data, start, status);
  const length = Number(LENGTH.exec(head)?.[1] ?? 0);
  if (data.length > start + length) throw new Error('more than the answer announces');
  return data.length < start + length ? undefined : { status, body: () => data.toString('utf8', start) };
}

function chunked(data: Buffer, start: number, status: number): Answer | undefined {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const line = data.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = parseInt(data.toString('latin1', at, line), 16);
    if (!(size >= 0)) throw new Error('not a chunk');
    const from = line + 2;
    if (data.length < from + size + 2) return undefined;
    if (size === 0) return { status, body: () => Buffer.concat(parts).toString('utf8') };
    parts.push(data.subarray(from, from + size));
    at = from + size + 2;
  }
}
