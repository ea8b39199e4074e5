import type { IncomingMessage } from 'node:http';
import { newId } from '../common/ids.js';

const ACCEPTABLE = /^[A-Za-z0-9._-]{1,128}$/;

/** The client's own `X-Request-Id` where it is harmless in a log line, else one of ours (decisions §6). */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && ACCEPTABLE.test(sent) ? sent : newId();
}
