import type { IncomingMessage } from 'node:http';
import { newId } from '../../common/ids.js';

const ACCEPTABLE = /^[A-Za-z0-9._-]{1,128}$/;

/** The headers with a client's request id, in order of precedence: the published SDK sends the second. */
export const REQUEST_ID_HEADERS = ['x-request-id', 'request-id'] as const;

/**
 * The client's own `X-Request-Id`, or its `Request-Id`, if it is harmless in a log line; else a new one (decisions §6).
 */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  for (const name of REQUEST_ID_HEADERS) {
    const id = headers[name];
    if (typeof id === 'string' && ACCEPTABLE.test(id)) return id;
  }
  return newId();
}
