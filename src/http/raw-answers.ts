import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DomainError, type ErrorContexts } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { render, type WireAnswer } from './answer.js';
import { requestIdOf } from './request-id.js';
import { rewriteUrl } from './rewrite-url.js';

const REFUSALS: Readonly<Record<string, ErrorContexts['bad_request']>> = {
  HPE_HEADER_OVERFLOW: { status: 431, reason: 'The request line and headers are too large. Send at most 16 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: 'The request did not arrive in time. Send it again.' },
};
const ILL_FORMED = { status: 400, reason: 'The request is not well-formed HTTP.' } as const;

/** The path on the request line of a packet that could not be parsed, if as much can be made out. */
function targetIn(packet: unknown): string {
  if (!Buffer.isBuffer(packet)) return '/';
  const line = packet.subarray(0, 4_096).toString('latin1');
  return rewriteUrl(/^[A-Z]+ (\S+)/.exec(line)?.[1] ?? '/');
}

function wire({ status, headers, body }: WireAnswer): Buffer {
  const lines = Object.entries({ ...headers, 'content-length': body.length, connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`), body]);
}

/**
 * Answers what Node's parser refused before there was a request: 400, 408, 431 (decisions §6). The dialect is that of
 * the path, as far as the packet shows one.
 */
export function answerClientError(error: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refusal = new DomainError('bad_request', REFUSALS[error.code ?? ''] ?? ILL_FORMED);
  if (socket.writable) socket.write(wire(render(refusal, targetIn(error.rawPacket), newId())));
  socket.destroy(error);
}

/** Answers an `Expect` other than `100-continue`, which Node itself would refuse with an empty 417. */
export function refuseExpectations(server: Server): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const reason = 'The header Expect asks for something this service does not do. Leave it out.';
    const refusal = new DomainError('bad_request', { status: 417, reason });
    const { status, headers, body } = render(refusal, rewriteUrl(request.url ?? '/'), requestIdOf(request));
    response.writeHead(status, { ...headers, 'content-length': body.length, connection: 'close' }).end(body);
  });
}
