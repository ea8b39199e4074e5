import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import type { Metrics } from '../../observability/metrics/metrics.js';
import { DomainError, type ErrorContexts } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { render, type WireAnswer } from '../errors/answer.js';
import { REQUEST_ID_HEADERS, requestIdOf } from './request-id.js';
import { rewriteUrl } from '../request/rewrite-url.js';

const REFUSALS: Readonly<Record<string, ErrorContexts['bad_request']>> = {
  HPE_HEADER_OVERFLOW: { status: 431, reason: 'The request line and headers are too large. Send at most 16 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: 'The request did not arrive in time. Send it again.' },
};
const ILL_FORMED = { status: 400, reason: 'The request is not well-formed HTTP.' } as const;
const EXPECTATION = 'The header Expect asks for something this service does not do. Leave it out.';
const LINGER_MS = 1_000;

/** Answers what Node itself refuses, before or beside a request: 400, 408, 417, 431 and CONNECT (decisions §6). */
export class ParserErrorHandler {
  /** The last request of each connection and its answer. */
  private readonly exchanges = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>();
  /** Connections that were refused: further input from them is an error too, and is already answered. */
  private readonly refused = new WeakSet<Duplex>();

  /** Set where metrics are enabled. */
  metrics: Metrics | undefined;

  constructor(private readonly log: FastifyBaseLogger) {}

  /** Registers the listeners on a server, before those that answer requests. */
  watch(server: Server): void {
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      this.exchanges.set(request.socket, { request, response });
    });
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      const refusal = new DomainError('bad_request', { status: 417, reason: EXPECTATION });
      answerWith(response, this.renderLogged(refusal, rewriteUrl(request.url ?? '/'), requestIdOf(request)));
    });
    server.on('connect', ({ url = '/', headers }: IncomingMessage, socket: Duplex) => {
      socket.on('error', () => undefined);
      const path = rewriteUrl(url);
      const refusal = new DomainError('route_not_found', { method: 'CONNECT', path });
      close(socket, this.renderLogged(refusal, path, requestIdOf({ headers })));
    });
  }

  /**
   * Answers what the parser could not read, after the complete requests of the connection: some of them may have been
   * carried out, so they get their own answers first. The dialect is that of the incomplete request, or of the path in
   * the packet, or of the last request.
   */
  refuse(error: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || socket.destroyed || this.refused.has(socket)) return;
    this.refused.add(socket);
    const refusal = new DomainError('bad_request', REFUSALS[error.code ?? ''] ?? ILL_FORMED);
    const { request, response } = this.exchanges.get(socket) ?? {};
    if (request && response && !request.complete) {
      // Answered while it was incomplete, for example at the deadline: there is no further answer.
      if (response.headersSent) socket.destroy();
      else answerWith(response, render(refusal, request.url ?? '/', requestIdOf(request)));
      return;
    }
    // A packet may also hold the request before, whose path is then used; a client uses one dialect anyway.
    const behind = response !== undefined && !response.writableFinished;
    const head = behind ? { path: request?.url ?? '/', requestId: newId() } : headOf(error.rawPacket, request?.url);
    const send = () => close(socket, this.renderLogged(refusal, head.path, head.requestId));
    if (behind) response.once('close', send);
    else send();
  }

  /** The answer where no hook is called for a request; so its access line is written here. */
  private renderLogged(refusal: DomainError, path: string, requestId: string): WireAnswer {
    const wire = render(refusal, path, requestId);
    this.log.info({ requestId, route: null, status: wire.status, refusal: refusal.code }, 'request');
    this.metrics?.unparsed(wire.status, refusal.code);
    return wire;
  }
}

/** The path and the request id in a packet that could not be parsed, or else the path of the request before. */
function headOf(packet: unknown, lastUrl = '/'): { path: string; requestId: string } {
  const text = Buffer.isBuffer(packet) ? packet.subarray(0, 4_096).toString('latin1') : '';
  const target = /^\S+ (\S+)/.exec(text)?.[1];
  const sent = REQUEST_ID_HEADERS.map((name): [string, string | undefined] => [name, headerIn(text, name)]);
  return {
    path: target === undefined ? lastUrl : rewriteUrl(target),
    requestId: requestIdOf({ headers: Object.fromEntries(sent) }),
  };
}

function headerIn(text: string, name: string): string | undefined {
  return new RegExp(`\\n${name}:([^\\r\\n]*)\\r\\n`, 'i').exec(text)?.[1]?.trim();
}

function answerWith(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length, connection: 'close' }).end(body);
}

/** Writes an answer to a bare connection and closes it. */
function close(socket: Duplex, { status, headers, body }: WireAnswer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries({ ...headers, 'content-length': body.length, connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`);
  socket.end(body);
  // A connection that is closed with bytes unread is reset, and its client may lose the answer: they are read first.
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  timer.unref();
  socket.once('close', () => clearTimeout(timer)).resume();
}
