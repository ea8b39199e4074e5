import { connect } from 'node:net';

/** A raw answer: what a client that sends these very bytes would read. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

/** Sends bytes as they are to 127.0.0.1 and reads until the other side closes, or `waitMs` have passed. */
export function exchange(port: number, bytes: string | Buffer, waitMs = 5_000): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const give = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(Buffer.concat(chunks).toString()));
    };
    const timer = setTimeout(give, waitMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', give);
    socket.on('error', (error) => (chunks.length > 0 ? give() : reject(error)));
  });
}

function parse(text: string): RawAnswer {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const [line = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((each) => [each.split(':', 1)[0]!.toLowerCase(), each.replace(/^[^:]*: */, '')]),
  );
  return {
    status: Number(line.split(' ')[1]),
    headers,
    body: body === '' ? {} : (JSON.parse(body) as RawAnswer['body']),
  };
}
