import { connect } from 'node:net';
import { type Call, wire } from '../support/answers.js';
import { sqlite } from '../support/database/databases.js';
import { startApp } from '../support/harness.js';
import { startProcess } from '../support/processes.js';
import { Factories } from '../support/scenes/factories.js';
import { createEnterprise } from '../support/scenes/installation.js';

const AT_ONCE = 16;
const WAIT_MS = 20_000;

/**
 * Sends calls that arrive in one piece, until something is wrong or the time is over.
 * @returns the answers that are not 200, and what is missing of those that are
 */
export async function oneConnection(directory: string, signal: AbortSignal): Promise<string[]> {
  const fresh = await sqlite.fresh({ WEBHOOKS_EVERY_MS: '0', LOG_LEVEL: 'fatal' });
  const app = await startApp(fresh.env);
  const make = new Factories(app);
  const root = await make.root();
  const token = await make.organizationToken(root);
  const service = await startProcess(fresh.variables, { directory });
  try {
    const found: string[] = [];
    for (let made = 0; !signal.aborted && found.length === 0;) {
      const calls = Array.from({ length: AT_ONCE }, () => createEnterprise(root, token));
      const statuses = await pipelined(Number(new URL(service.url).port), calls);
      made += statuses.filter((status) => status === '200').length;
      found.push(...statuses.filter((status) => status !== '200').map((status) => `answered ${status}`));
      const rows = await app.sql.count('enterprises', 'organization_id = ?', [root.id]);
      if (rows !== made) found.push(`${rows} enterprises, and ${made} answered`);
    }
    return found;
  } finally {
    await service.kill();
    await app.close();
    await fresh.drop();
  }
}

/** The statuses of calls that are written at once to one connection. */
function pipelined(port: number, calls: readonly Call[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    const statuses = () => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status!);
    const socket = connect(port, '127.0.0.1', () => socket.write(calls.map(bytesOf).join('')));
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(statuses());
    };
    const timer = setTimeout(end, WAIT_MS);
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (statuses().length === calls.length) end();
    });
    socket.on('close', end);
    socket.on('error', reject);
  });
}

function bytesOf(call: Call): string {
  const { headers, payload = '' } = wire(call);
  const lines = Object.entries({ host: 'localhost', 'content-length': Buffer.byteLength(payload), ...headers });
  return `${call.method} ${call.url} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${payload.toString()}`;
}
