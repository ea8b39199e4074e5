import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Metrics } from '../observability/metrics/metrics.js';

const PATH = '/metrics';
const TIMEOUT_MS = 10_000;

/**
 * Answers `GET /metrics`, and nothing else, on a listener of its own: what operators read is never on the port of the
 * callers, and is there while the service drains.
 */
@Injectable()
export class MetricsServer implements OnApplicationShutdown {
  private readonly logger = new Logger(MetricsServer.name);
  private server: Server | undefined;

  constructor(private readonly metrics: Metrics) {}

  /**
   * Listens; 0 takes a free port.
   * @returns the URL of the metrics
   * @throws what listening throws
   */
  async listen(port: number, host: string): Promise<string> {
    this.server = createServer({ requestTimeout: TIMEOUT_MS }, (request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        this.logger.error(`The metrics could not be read: ${String(error)}`);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    });
    await once(this.server.listen({ port, host }), 'listening');
    const { address, family, port: taken } = this.server.address() as AddressInfo;
    const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}${PATH}`;
    this.logger.log(`Metrics are at ${url}`);
    return url;
  }

  /** Last of all: a scrape is answered until the end. */
  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer({ method = '', url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url.split('?')[0] !== PATH) return refuse(response, 404, `There is only ${PATH} here.\n`);
    if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD are answered.\n');
    const text = await this.metrics.text();
    response.writeHead(200, { 'content-type': this.metrics.contentType, 'cache-control': 'no-store' });
    response.end(method === 'HEAD' ? undefined : text);
  }
}

function refuse(response: ServerResponse, status: 404 | 405, text: string): void {
  const allow = status === 405 ? { allow: 'GET, HEAD' } : {};
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...allow }).end(text);
}
