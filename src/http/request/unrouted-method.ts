import { type IncomingMessage, METHODS } from 'node:http';

const ROUTED: ReadonlySet<string> = new Set(METHODS);
/** A method that the router knows and no route takes. */
const UNTAKEN = 'TRACE';

const sent = new WeakMap<IncomingMessage, string>();

/**
 * Lets the router see a method that it does not know (`PRI`, or `DESCRIBE` of RTSP, which Node's parser reads and does
 * not list) as one that no route takes. Fastify would answer past every hook, and log a warning that suspects a bug of
 * its own.
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
