import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVERY_SCOPE } from '../../../src/auth/scopes.js';
import { said } from '../../support/answers.js';
import { Authority } from '../../support/certificates.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { describeWith, installed } from '../../support/optional-program.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { race, until } from '../../support/until.js';
import { OWN_NAME, programOf, PROXIES, SHARED_NAME, type ServerIdentity, WebProxy } from '../../support/web-proxy.js';

/** Calls a minute of an address without a token. */
const ADDRESS_LIMIT = 25;
/** As long as a long poll, and a little longer. */
const LONG_MS = 31_000;
const PATIENCE_MS = 60_000;

/** docs/operations/proxy.md promises all of this of the files in docker/proxy. */
describeOnMariaDb('behind a proxy', (database) => {
  let directory: string;
  let identity: ServerIdentity;
  let scene: Scene;
  let replicas: [AppProcess, AppProcess];
  const started: WebProxy[] = [];
  /** A replica that is frozen, proxies before it alone, and what they have answered when it is not any more. */
  let frozen: AppProcess;
  let waiting: WebProxy[];
  /** Begun first and looked at last: it takes half a minute in which nothing happens. */
  let longPolls: Promise<string[]>;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'tenantry-proxies-'));
    const authority = Authority.make(directory);
    identity = { authority: authority.file, ...authority.issue(OWN_NAME, SHARED_NAME) };
    scene = await Scene.open(database);
    const variables = {
      ...scene.variables,
      TRUSTED_PROXIES: '127.0.0.1',
      PUBLIC_URL: `https://${SHARED_NAME}/tenantry`,
      ADDRESS_RATE_LIMIT: String(ADDRESS_LIMIT),
      // As the page has it: three probes see that it leaves.
      DRAIN_DELAY_MS: '6000',
    };
    const [first, second, third] = await race(3, () => startProcess(variables, { within: PATIENCE_MS }));
    replicas = [first!, second!];
    frozen = third!;
    const place = join(directory, 'long-polls');
    mkdirSync(place);
    const here = PROXIES.filter((name) => installed(programOf(name)) !== undefined);
    waiting = await Promise.all(here.map((name) => WebProxy.start(name, [third!.url, third!.url], identity, place)));
    longPolls = answersAfterLongPolls();
    // It is awaited below.
    longPolls.catch(() => undefined);
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all([...replicas, frozen].map((each) => each.kill()));
    await Promise.all([...started, ...waiting].map((proxy) => proxy.stop()));
    await scene.close();
    rmSync(directory, { recursive: true });
  });

  const session = (proxy: WebProxy) =>
    proxy.call({ method: 'GET', url: '/api/v2/user/session', token: scene.token }).then(said);

  async function answersAfterLongPolls(): Promise<string[]> {
    process.kill(frozen.pid, 'SIGSTOP');
    const began = Date.now();
    const answers = Promise.all(waiting.map(session));
    try {
      await until('a long poll is over', () => Date.now() - began > LONG_MS, { within: PATIENCE_MS, every: 200 });
    } finally {
      process.kill(frozen.pid, 'SIGCONT');
    }
    return answers;
  }

  /** The secret of a token that may be used from one address alone. */
  async function boundTo(address: string): Promise<string> {
    const bounds = { scopes: [EVERY_SCOPE], networks: [address], rateLimit: null, expiresAt: null };
    return (await scene.make.bounded({ kind: 'organization', organizationId: scene.root.id }, bounds)).secret;
  }

  for (const [index, name] of PROXIES.entries()) {
    describeWith([programOf(name)], name, () => {
      let proxy: WebProxy;
      /** An address of this proxy's tests alone: the replicas count for all of them. */
      const client = (number: number) => `127.0.${index + 1}.${number}`;

      beforeAll(async () => {
        proxy = await WebProxy.start(name, [replicas[0].url, replicas[1].url], identity, directory);
        started.push(proxy);
      }, PATIENCE_MS);

      it('serves both dialects over TLS with the certificate, and nothing in plain text', async () => {
        for (const create of [createEnterprise, createManaged]) {
          const created = await proxy.call(create(scene.root, scene.token));
          expect(created.status).toBeLessThan(300);
          expect(created.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
        }
        const plain = await inPlainText(proxy.port, `GET /health/live HTTP/1.1\r\nHost: ${OWN_NAME}\r\n\r\n`);
        expect(plain).not.toContain('"ok"');
      });

      it('passes on the address of the client, whatever the client says of it', async () => {
        const token = await boundTo(client(2));
        const session = { method: 'GET', url: '/api/v2/user/session', token } as const;
        expect(said(await proxy.call({ ...session, from: client(2) }))).toBe('200');
        const forged = { 'X-Forwarded-For': client(2), Forwarded: `for=${client(2)}`, 'X-Real-IP': client(2) };
        const refused = await proxy.call({ ...session, from: client(3), headers: forged });
        expect(said(refused)).toBe('403 NetworkNotAllowed');
        expect(refused.body).toMatchObject({ context: { ipAddress: client(3) } });
      });

      it('has the calls without a token counted for each client by itself', async () => {
        const unknown = { method: 'GET', url: '/api/v2/user/session' } as const;
        await until('one client has no call left', async () => {
          return said(await proxy.call({ ...unknown, from: client(4) })) === '429 RateLimitExceeded';
        });
        expect(said(await proxy.call({ ...unknown, from: client(5) }))).toBe('401 Unauthorized');
      });

      it('serves below a path: calls, the pages with what they link, and the address in the document', async () => {
        const site = SHARED_NAME;
        const below = (url: string) => proxy.call({ method: 'GET', url: `/tenantry${url}`, site, from: client(6) });
        const create = createEnterprise(scene.root, scene.token);
        expect(said(await proxy.call({ ...create, url: `/tenantry${create.url}`, site }))).toBe('200');
        const page = await below('/docs');
        expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
        const links = [...page.text.matchAll(/(?:href|src)="([^"#:]+)"/g)].map(([, link]) => link!);
        expect(links.length).toBeGreaterThan(2);
        for (const link of links) {
          const { pathname } = new URL(link, `https://${site}/tenantry/docs`);
          expect(pathname).toMatch(/^\/tenantry\//);
          expect([link, (await below(pathname.slice('/tenantry'.length))).status]).toEqual([link, 200]);
        }
        const redirected = await below('/docs/');
        expect(new URL(redirected.headers.location!, `https://${site}/tenantry/docs/`).pathname).toBe('/tenantry/docs');
        expect((await below('/openapi.json')).body).toMatchObject({ servers: [{ url: `https://${site}/tenantry` }] });
        expect((await proxy.call({ method: 'GET', url: '/docs', site, from: client(6) })).status).toBe(404);
      });

      it('has a body that is too large refused in the form of the API, and one far beyond by anyone', async () => {
        const call = createEnterprise(scene.root, scene.token);
        const before = await scene.footprint();
        const large = await proxy.call({ ...call, json: { filling: 'x'.repeat(70_000) } });
        expect(said(large)).toBe('413 PayloadTooLarge');
        expect(large.body).toMatchObject({ requestId: large.headers['x-request-id'] });
        const huge = await proxy.call({ ...call, json: { filling: 'x'.repeat(2_000_000) } }).catch(() => undefined);
        expect([413, undefined]).toContain(huge?.status);
        expect(await scene.footprint()).toEqual(before);
      });

      it('has no query, which may name a person, in its log', async () => {
        const url = `/api/v2/user/session?email=${encodeURIComponent('marked@example.com')}`;
        await proxy.call({ method: 'GET', url, token: scene.token });
        const log = () => logOf(proxy, join(directory, name));
        // Caddy has a log of calls only where its file says so.
        if (name !== 'Caddy') await until('the call is in the log', () => log().includes('/api/v2/user/session'));
        expect(log()).not.toContain('marked');
      });
    });
  }

  it('each sends calls to the other replica when one has been stopped', async () => {
    await replicas[0].stop();
    for (const proxy of started) {
      const answers = await race(10, () => proxy.call(createEnterprise(scene.root, scene.token)));
      expect(answers.map(({ status, headers }) => [headers.server, status])).toEqual(
        answers.map(({ headers }) => [headers.server, 200]),
      );
    }
  });

  it(
    'each lets an answer take as long as a long poll',
    async () => {
      expect(await longPolls).toEqual(waiting.map(() => '200'));
    },
    PATIENCE_MS,
  );
});

/** What a server answers to a text that is not encrypted; nothing where it only closes the connection. */
function inPlainText(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answered = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    socket.on('data', (part) => (answered += part.toString()));
    socket.on('error', () => undefined).on('close', () => resolve(answered));
  });
}

function logOf(proxy: WebProxy, directory: string): string {
  const files = readdirSync(directory).filter((file) => file.endsWith('.log'));
  return [proxy.output(), ...files.map((file) => readFileSync(join(directory, file), 'utf8'))].join('\n');
}
