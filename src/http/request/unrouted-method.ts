import { type IncomingMessage, METHODS } from 'node:http';

const ROUTED: ReadonlySet<string> = new Set(METHODS);
/** A method that the router knows and no route takes. */
const UNTAKEN = 'TRACE';

const sent = new WeakMap<IncomingMessage, string>();

/**
 * Replaces a method that the router does not know (`PRI`, or `DESCRIBE` of RTSP, which Node's parser reads and does not
 * list) by one that no route takes. Fastify would answer without calling any hook, and log a warning about a bug.
 */
export function routeUnknownMethod(request: IncomingMessage): void {
  const { method = '' } = request;
  if (ROUTED.has(method)) return;
  sent.set(request, method);
  request.method = UNTAKEN;
}

/** The method as it was sent. */
export function sentMethod(request: IncomingMessage): string {
  return sent.get(request) ?? request.method ?? '';
}
