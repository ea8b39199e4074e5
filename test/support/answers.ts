/** A request as the tests write it; `json` and `form` set their own Content-Type unless `headers` has one. */
export interface Call {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly url: string;
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: string;
  /** Sent as it is. */
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}

/** An answer; `body` is the parsed JSON, or undefined where the answer is empty or no JSON. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: Body;
  readonly text: string;
}

/** The headers and the payload of a call, for whichever client sends it. */
export function wire(call: Call): { headers: Record<string, string>; payload: string | Buffer | undefined } {
  const headers: Record<string, string> = {};
  if (call.token !== undefined) headers.authorization = `Bearer ${call.token}`;
  if (call.json !== undefined) headers['content-type'] = 'application/json';
  if (call.form !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
  const payload = call.json === undefined ? (call.form ?? call.body) : JSON.stringify(call.json);
  for (const [name, value] of Object.entries(call.headers ?? {})) headers[name.toLowerCase()] = value;
  return { headers, payload };
}

/** @param Body what the test expects to find there; nothing checks it but the test's own expectations */
export function answer<Body>(
  status: number,
  headers: Iterable<readonly [string, unknown]>,
  text: string,
): Answer<Body> {
  const named = Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), String(value)]));
  const json = named['content-type']?.includes('json') === true && text !== '';
  return { status, headers: named, text, body: (json ? JSON.parse(text) : undefined) as Body };
}

/** An answer in a word or two, for comparing many at once: `200`, `409 IdempotencyKeyConflict`, `422 validation_error`. */
export function said({ status, body }: Answer<unknown>): string {
  if (status < 300) return String(status);
  const { name, error } = body as { readonly name?: string; readonly error?: string | { readonly code: string } };
  return `${status} ${name ?? (typeof error === 'object' ? error.code : 'without a name')}`;
}
