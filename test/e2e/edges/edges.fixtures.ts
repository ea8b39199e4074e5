import type { Overrides, TestDatabase } from '../../support/database/databases.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { say, type WireAnswer } from './edges.client.js';

/** The words of an error, where the dialects differ: api-v2 first, core-v1 second. */
export type Words = readonly [apiV2: string, coreV1: string];

/** A documented creation, as the way into each dialect. */
export interface Door {
  readonly dialect: 'api-v2' | 'core-v1';
  readonly path: string;
  /** A path of the same form with another organization segment. */
  readonly at: (segment: string) => string;
  /** A body that creates something; another each time. */
  readonly good: (members?: object) => Record<string, unknown>;
  /** What the creation answers. */
  readonly done: string;
  readonly word: (words: Words) => string;
}

/** What an answer may never lack, and with which value; the page of the documentation has a policy of its own. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** The real application, listening, and both doors into it. */
export class EdgeScene {
  private constructor(
    readonly scene: Scene,
    readonly port: number,
  ) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<EdgeScene> {
    const scene = await Scene.open(database, overrides);
    return new EdgeScene(scene, Number(new URL(await scene.app.listen()).port));
  }

  close(): Promise<void> {
    return this.scene.close();
  }

  door(dialect: Door['dialect']): Door {
    const { root } = this.scene;
    return dialect === 'api-v2'
      ? {
          dialect,
          path: `/api/v2/organization/${root.id}/enterprise`,
          at: (segment) => `/api/v2/organization/${segment}/enterprise`,
          good: (members) => ({ email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [], ...members }),
          done: '200',
          word: ([apiV2]) => apiV2,
        }
      : {
          dialect,
          path: '/core/v1/organizations/_/managed',
          at: (segment) => `/core/v1/organizations/${segment}/managed`,
          good: (members) => this.scene.body(members),
          done: '201',
          word: ([, coreV1]) => coreV1,
        };
  }

  /**
   * The bytes of a request: `line` as `POST /path`, its headers, and a body, in whose case a length is added unless
   * the headers speak of one. Host and the token are there unless `bare`.
   */
  request(line: string, headers: readonly string[] = [], body: string | Buffer = '', bare = false): Buffer {
    const own = bare ? [] : ['Host: x', `Authorization: Bearer ${this.scene.token}`];
    const length = Buffer.byteLength(body);
    const isSized = headers.some((header) => /^(content-length|transfer-encoding):/i.test(header));
    const lines = [
      ...(/ HTTP\/\d\.\d$/.test(line) ? [line] : [`${line} HTTP/1.1`]),
      ...own,
      ...headers,
      ...(length > 0 && !isSized ? [`Content-Length: ${length}`] : []),
    ];
    return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
  }

  /** A JSON body at a door. */
  json(door: Door, body: unknown, headers: readonly string[] = []): Buffer {
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return this.request(`POST ${door.path}`, ['Content-Type: application/json', ...headers], text);
  }

  /** Sends bytes on a connection of their own; the answer must be well formed, and a refusal without any effect. */
  async said(bytes: string | Buffer, dialect: Door['dialect'], head = false): Promise<string> {
    const before = await this.scene.footprint();
    const answer = await say(this.port, bytes, head);
    if (!answer) throw new Error(`no answer to ${bytes.toString('latin1').slice(0, 200)}`);
    const word = wordOf(answer, dialect, head);
    if (answer.status >= 400) expect({ word, effect: await this.scene.footprint() }).toEqual({ word, effect: before });
    return word;
  }
}

/**
 * What an answer says, in a word or two: `200`, `400 InvalidJson`. Whatever was asked, it is no fault of ours (a 503 is
 * documented), it is in the grammar of the dialect, and it has its request id and the security headers, once each.
 */
export function wordOf(answer: WireAnswer, dialect: Door['dialect'], head = false): string {
  const { status, headers, text, body } = answer;
  expect({ status, text, isOurs: status < 500 || status === 503 }).toEqual({ status, text, isOurs: true });
  const core = dialect === 'core-v1';
  expect(headers).toMatchObject({
    ...Object.fromEntries(Object.entries(SECURITY_HEADERS).map(([name, value]) => [name, [value]])),
    'x-request-id': [expect.stringMatching(REQUEST_ID) as unknown],
    'content-type': [core ? 'application/json' : 'application/json; charset=utf-8'],
  });
  expect(Object.keys(headers).filter((name) => /^(server|x-powered-by|access-control-.*)$/.test(name))).toEqual([]);
  if (status < 300) return String(status);
  expect({ text, schema: headers['x-api-schema'] }).toEqual({ text, schema: core ? ['json-error'] : undefined });
  if (head) {
    expect(text).toBe('');
    return String(status);
  }
  return `${status} ${core ? coreCode(body) : apiName(body, headers['x-request-id']?.[0])}`;
}

function coreCode(body: unknown): string {
  expect(body).toEqual({
    error: {
      code: expect.any(String) as unknown,
      description: expect.any(String) as unknown,
      detail: expect.any(Object) as unknown,
    },
  });
  return (body as { error: { code: string } }).error.code;
}

function apiName(body: unknown, requestId: string | undefined): string {
  expect(body).toEqual({
    error: expect.stringMatching(/\S/) as unknown,
    name: expect.any(String) as unknown,
    context: expect.any(Object) as unknown,
    requestId,
  });
  return (body as { name: string }).name;
}
