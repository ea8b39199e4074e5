import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { sha256 } from '../../src/common/digest.js';
import { Refusal } from './refusal.js';
import type { Store } from './store.js';
import { isNewEnterprise, isNewOrganization } from './validation.js';

/**
 * The floor: what the work costs at least on this platform. Bare `node:http`, compiled validation, the driver, as few round
 * trips as the work allows, and the same rows on the same disk, with hand-written SQL and no framework.
 */

const TOKEN_CACHE_MS = 1_000;
const ENTERPRISE = /^\/api\/v2\/organization\/([0-9a-f]{32})\/enterprise(?:\?limit=(\d+))?$/;
const MANAGED = /^\/core\/v1\/organizations\/([0-9a-f]{32})\/managed(?:\?page=(\d+)&per_page=(\d+))?$/;
const ORGANIZATION = /^\/core\/v1\/organizations\/([0-9a-f]{32})$/;

const { DATABASE_URL, DATABASE_FILE = '', PORT = '0' } = process.env;
const store = await openStore();
const believedUntil = new Map<string, number>();

/** Only the driver that is used is loaded. */
async function openStore(): Promise<Store> {
  if (DATABASE_URL === undefined) return (await import('./sqlite-store.js')).openSqliteStore(DATABASE_FILE);
  return (await import('./mysql-store.js')).openMysqlStore(DATABASE_URL);
}

async function authenticate(header: string | undefined): Promise<void> {
  if (header === undefined || !header.startsWith('Bearer ')) throw new Refusal(401, 'missing_token');
  const hash = sha256(header.slice(7));
  if ((believedUntil.get(hash) ?? 0) > Date.now()) return;
  if (!(await store.isToken(hash))) throw new Refusal(401, 'invalid_token');
  believedUntil.set(hash, Date.now() + TOKEN_CACHE_MS);
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

async function answer(request: IncomingMessage): Promise<[status: number, body: object]> {
  const url = request.url ?? '';
  if (url === '/api/v2/ping') return [200, { status: 'ok' }];
  await authenticate(request.headers.authorization);
  return request.method === 'POST' ? create(url, await bodyOf(request)) : [200, await read(url)];
}

async function create(url: string, text: string): Promise<[status: number, body: object]> {
  const body: unknown = JSON.parse(text);
  const [, organization] = ENTERPRISE.exec(url) ?? [];
  if (organization !== undefined) {
    if (!isNewEnterprise(body)) throw new Refusal(400, 'invalid_arguments');
    return [200, await store.createEnterprise(organization, body, text)];
  }
  const [, parent] = MANAGED.exec(url) ?? [];
  if (parent === undefined) throw new Refusal(404, 'route_not_found');
  if (!isNewOrganization(body)) throw new Refusal(422, 'validation_error');
  return [201, await store.createManaged(parent, body)];
}

function read(url: string): Promise<object> {
  const [, organization] = ORGANIZATION.exec(url) ?? [];
  if (organization !== undefined) return store.getOrganization(organization);
  const [, parent, page = '1', size = '30'] = MANAGED.exec(url) ?? [];
  if (parent !== undefined) return store.listManaged(parent, { page: Number(page), size: Number(size) });
  const [, of, limit = '25'] = ENTERPRISE.exec(url) ?? [];
  if (of !== undefined) return store.listEnterprises(of, Number(limit));
  throw new Refusal(404, 'route_not_found');
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': length }).end(text);
}

const server = createServer((request, response) => {
  answer(request).then(
    ([status, body]) => send(response, status, body),
    (error: unknown) => {
      const status = error instanceof Refusal ? error.status : 500;
      if (status === 500) process.stderr.write(`${String(error)}\n`);
      send(response, status, { error: error instanceof Refusal ? error.message : 'unexpected' });
    },
  );
});
server.listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
