/** One call of the load, and what makes its answer right. */
export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** In place of the target's. */
  readonly token?: string;
  /** Every other status counts as a failure. */
  readonly expected: readonly number[];
  /** Whether the body is right; asked of a sample, so that it costs little. */
  readonly check?: (body: string) => boolean;
}

/** The request as it is sent on a connection that is kept. */
export function wire({ method, path, body, token }: Request, defaultToken: string): string {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token ?? defaultToken}\r\n`;
  if (body === undefined) return `${head}\r\n`;
  const text = JSON.stringify(body);
  return `${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}
