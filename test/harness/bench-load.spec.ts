import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AnswerReader } from '../../bench/load/answer-reader.js';
import { type Request, wire } from '../../bench/load/request.js';
import { run } from '../../bench/load/run.js';
import { CALLS } from '../../bench/load/workloads.js';
import { WORKLOAD_NAMES } from '../../bench/workload-names.js';

const PING: Request = { method: 'GET', path: '/ping', expected: [200], check: (body) => body === '{"ok":true}' };
let server: Server | undefined;

afterEach(
  () => new Promise<void>((resolve) => (server === undefined ? resolve() : void server.close(() => resolve()))),
);

/** What a load of so many calls counts at a server that answers so. */
async function loaded(answer: RequestListener, calls: number, request = PING) {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const target = { port, token: 'secret', commonAdmin: '', children: 0 };
  const streams = [{ name: 'ping', connections: 3, next: () => request }];
  const lists = { organizations: [], admins: [], knownEmails: [], manyTokens: [] };
  const [result] = await run({ ...target, ...lists }, streams, { calls });
  return result!;
}

describe('the load', () => {
  it('makes as many calls as it is asked for, with the token, and counts each right answer', async () => {
    const tokens: (string | undefined)[] = [];
    const result = await loaded((request, response) => {
      tokens.push(request.headers.authorization);
      response.end('{"ok":true}');
    }, 20);
    expect(tokens).toEqual(Array.from({ length: 20 }, () => 'Bearer secret'));
    expect(result).toMatchObject({ answers: 20, statuses: { 200: 20 }, failures: {} });
    expect(result.p99).toBeGreaterThanOrEqual(result.p50);
    expect(result.perSecond).toBeGreaterThan(0);
  });

  it('counts another status as a failure, and shows one', async () => {
    let calls = 0;
    const result = await loaded((_, response) => {
      response.statusCode = ++calls % 2 === 0 ? 503 : 200;
      response.end('{"ok":true}');
    }, 10);
    expect(result).toMatchObject({ answers: 5, failures: { 503: 5 }, sample: '503: {"ok":true}' });
  });

  it('counts a wrong body as a failure', async () => {
    const result = await loaded((_, response) => response.end('{"ok":false}'), 3);
    expect(result).toMatchObject({ answers: 0, failures: { body: 3 } });
  });

  it('counts a connection that ends in the middle, and ends', async () => {
    const result = await loaded((request) => request.socket.destroy(), 30);
    expect(result.answers).toBe(0);
    expect(Object.values(result.failures)).toEqual([3]);
  });

  it('has calls for each workload that is a stream', () => {
    const others = ['start-up', 'command'];
    expect(WORKLOAD_NAMES.filter((name) => CALLS[name] === undefined)).toEqual(others);
  });
});

describe('a request of the load', () => {
  it('names the length of its body in bytes', () => {
    const text = wire({ method: 'POST', path: '/a', body: { name: 'é' }, token: 'own', expected: [] }, 'other');
    expect(text).toContain('Authorization: Bearer own\r\n');
    expect(text.endsWith('Content-Length: 13\r\n\r\n{"name":"é"}')).toBe(true);
  });
});

describe('the reader of answers', () => {
  const read = (...parts: string[]) => {
    const reader = new AnswerReader();
    return parts.map((part) => reader.push(Buffer.from(part)));
  };

  it('waits for all of an answer, wherever it is divided', () => {
    const [first, second, third] = read('HTTP/1.1 201 Cre', 'ated\r\nContent-Length: 4\r\n\r\nab', 'cd');
    expect([first, second]).toEqual([undefined, undefined]);
    expect([third?.status, third?.body()]).toEqual([201, 'abcd']);
  });

  it('puts chunks together', () => {
    const [first, second] = read(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
      '1\r\nd\r\n0\r\n\r\n',
    );
    expect(first).toBeUndefined();
    expect(second?.body()).toBe('abcd');
  });

  it('reads one answer after another', () => {
    const answers = read('HTTP/1.1 204 No Content\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx');
    expect(answers.map((answer) => answer?.status)).toEqual([204, 200]);
  });

  it('refuses what is no answer, and what follows one', () => {
    expect(() => read('SSH-2.0\r\n\r\n')).toThrow('not an answer');
    expect(() => read('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy')).toThrow('more than');
  });
});
