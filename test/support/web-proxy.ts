import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { type Answer, answer, type Call, wire } from './answers.js';
import { freePort } from './database/mariadb-server.js';
import { installed, type Program } from './optional-program.js';
import { until } from './until.js';

export const NGINX: Program = { name: 'nginx', package: 'nginx-light', required: 'REQUIRE_NGINX' };
export const HAPROXY: Program = { name: 'haproxy', package: 'haproxy', required: 'REQUIRE_HAPROXY' };
export const CADDY: Program = { name: 'caddy', package: 'caddy', required: 'REQUIRE_CADDY' };

/** The names of the two sites in each file of docker/proxy. */
export const OWN_NAME = 'tenantry.example.com';
export const SHARED_NAME = 'www.example.com';

/** What a file of docker/proxy is given in place of its examples. */
interface Place {
  readonly directory: string;
  readonly port: number;
  readonly adminPort: number;
}

interface Kind {
  readonly program: Program;
  readonly file: string;
  /** The lines that name what is of one machine, and what a test has in their place. */
  readonly here: (place: Place) => readonly (readonly [of: string, here: string])[];
  readonly words: (file: string) => readonly string[];
}

const KINDS: Readonly<Record<'nginx' | 'HAProxy' | 'Caddy', Kind>> = {
  nginx: {
    program: NGINX,
    file: 'nginx.conf',
    here: ({ directory, port }) => [
      ['user www-data;', userInfo().uid === 0 ? 'user www-data;' : ''],
      ['/run/nginx.pid', `${directory}/nginx.pid`],
      ['/var/log/nginx/', `${directory}/`],
      ['listen 443 ', `listen 127.0.0.1:${port} `],
    ],
    words: (file) => ['-c', file, '-g', 'daemon off;'],
  },
  HAProxy: {
    program: HAPROXY,
    file: 'haproxy.cfg',
    here: ({ port }) => [['bind :443 ', `bind 127.0.0.1:${port} `]],
    words: (file) => ['-db', '-f', file],
  },
  Caddy: {
    program: CADDY,
    file: 'Caddyfile',
    here: ({ port, adminPort }) => [
      ['https_port 443', `https_port ${port}`],
      ['localhost:2019', `127.0.0.1:${adminPort}`],
    ],
    words: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
};

export type ProxyName = keyof typeof KINDS;
export const PROXIES = Object.keys(KINDS) as ProxyName[];
export const programOf = (name: ProxyName): Program => KINDS[name].program;

/** A certificate for both names, and who has signed it. */
export interface ServerIdentity {
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
}

/** A request as a client at `from`, an address of 127.0.0.0/8, sends it to a site. */
export interface ProxiedCall extends Call {
  readonly site?: string;
  readonly from?: string;
}

/** A proxy of the machine, with the file of docker/proxy in which ports, paths and addresses are those of the test. */
export class WebProxy {
  private constructor(
    readonly port: number,
    private readonly authority: Buffer,
    private readonly child: ChildProcess,
    private readonly outputs: string[],
  ) {}

  static async start(
    name: ProxyName,
    replicas: readonly [string, string],
    identity: ServerIdentity,
    within: string,
  ): Promise<WebProxy> {
    const { program, file, here, words } = KINDS[name];
    const directory = join(within, name);
    mkdirSync(directory);
    writeFileSync(join(directory, 'tls.pem'), readFileSync(identity.cert));
    writeFileSync(join(directory, 'tls.key'), readFileSync(identity.key));
    writeFileSync(
      join(directory, 'tls-and-key.pem'),
      [identity.cert, identity.key].map((each) => readFileSync(each, 'utf8')).join(''),
    );
    const port = await freePort();
    const [first, second] = replicas.map((url) => new URL(url).host);
    const changes = [
      ...here({ directory, port, adminPort: await freePort() }),
      ['/etc/tenantry/', `${directory}/`],
      ['10.0.0.11:3000', first!],
      ['10.0.0.12:3000', second!],
    ] as const;
    const configuration = join(directory, file);
    writeFileSync(configuration, changed(readFileSync(`docker/proxy/${file}`, 'utf8'), changes));
    const outputs: string[] = [];
    const child = spawn(installed(program)!, words(configuration), {
      env: { PATH: process.env.PATH, HOME: directory },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => outputs.push(String(text)));
    const proxy = new WebProxy(port, readFileSync(identity.authority), child, outputs);
    await proxy.ready();
    return proxy;
  }

  /** Sends a call over TLS, on a connection of its own, and checks the certificate. */
  call<Body = Record<string, unknown>>({
    site = OWN_NAME,
    from = '127.0.0.1',
    ...call
  }: ProxiedCall): Promise<Answer<Body>> {
    const { headers, payload } = wire(call);
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.port,
          localAddress: from,
          servername: site,
          ca: this.authority,
          agent: false,
          method: call.method,
          path: call.url,
          headers: {
            ...headers,
            host: site,
            ...(payload !== undefined && { 'content-length': Buffer.byteLength(payload) }),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.once('error', reject);
          response.once('end', () => {
            const named = Object.entries(response.headers).map(([name, value]) => [name, value] as const);
            resolve(answer<Body>(response.statusCode ?? 0, named, text));
          });
        },
      );
      asked.once('error', reject).end(payload);
    });
  }

  /** What it wrote to its outputs so far. */
  output(): string {
    return this.outputs.join('');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private async ready(): Promise<void> {
    try {
      await until('the proxy passes a call on', async () => {
        return this.child.exitCode !== null || (await this.call({ method: 'GET', url: '/health/live' })).status === 200;
      });
    } catch (error) {
      throw new Error(`${String(error)}\n--- its output:\n${this.output().slice(-4_000)}`, { cause: error });
    }
    if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}:\n${this.output()}`);
  }
}

/** Each change must have something to change: a file that names a place in another way would be tried with its examples. */
function changed(text: string, changes: readonly (readonly [of: string, here: string])[]): string {
  return changes.reduce((now, [of, here]) => {
    if (!now.includes(of)) throw new Error(`The file has no ${of}.`);
    return now.replaceAll(of, here);
  }, text);
}
