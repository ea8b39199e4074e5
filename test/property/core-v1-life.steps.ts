import type { AsyncCommand } from 'fast-check';
import fc from 'fast-check';
import { said, type Answer, type Call } from '../support/answers.js';
import { type Body as Shown } from '../support/scenes/installation.js';
import type { Life, Once, Org, Pair, Token } from './core-v1-life.model.js';

/** What chance decides of one request; each step takes of it what it needs. */
export interface Draw {
  /** 0–2: the operator; 3–7: a caller on the path; 8–9: any caller. */
  readonly who: number;
  readonly token: number;
  readonly org: number;
  /** How the organization is named: by its id in the path, or by its id or its name elsewhere. */
  readonly naming: number;
  readonly sub: number;
  readonly name: number;
  readonly key: number | undefined;
  /** Whether it is sent with the tag that was read last. */
  readonly matches: boolean;
  readonly flag: boolean;
  readonly limit: number | null;
  readonly pairs: readonly Pair[];
  readonly scopes: readonly string[];
  readonly source: string | undefined;
}

const ALL_OF_THEM = [
  'organizations:read',
  'organizations:write',
  'organizations:delete',
  'managed_organizations',
  'managed_organizations:delete',
  'api_tokens',
];

const pair = fc.record({ key: fc.constantFrom('a', 'b', 'c'), value: fc.constantFrom('1', '2', null) });

export const draws: fc.Arbitrary<Draw> = fc.record({
  who: fc.nat({ max: 9 }),
  token: fc.nat({ max: 1_000 }),
  org: fc.nat({ max: 1_000 }),
  naming: fc.nat({ max: 3 }),
  sub: fc.nat({ max: 40 }),
  name: fc.nat({ max: 9 }),
  key: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
  matches: fc.boolean(),
  flag: fc.boolean(),
  limit: fc.option(fc.nat({ max: 8 })),
  pairs: fc.oneof(
    { weight: 5, arbitrary: fc.uniqueArray(pair, { maxLength: 2, selector: ({ key }) => key }) },
    fc.array(pair, { maxLength: 2 }),
  ),
  scopes: fc.constantFrom(
    ALL_OF_THEM,
    ALL_OF_THEM,
    ALL_OF_THEM,
    ALL_OF_THEM,
    ['organizations:read'],
    ['managed_organizations'],
    ['api_tokens'],
  ),
  source: fc.constantFrom(undefined, undefined, undefined, 'operator', 'parent', 'billing'),
});

/** The members of an answer that the steps read. */
export type Body = Shown & {
  readonly organization: { readonly id: string };
  readonly api_token: { readonly id: string; readonly secret: string | null };
  readonly effective_status: { readonly holds: unknown };
};

/** A request, what the model says must be answered, and what the model takes from it. */
export interface Plan {
  readonly call: Call;
  /** `403 permission_denied`; undefined where it succeeds with `success`, 200 by default. */
  readonly refusal: string | undefined;
  readonly success?: number;
  /** The `ETag` of success. */
  readonly tag?: () => string;
  /** What success must show; asked after `learn`. */
  readonly members?: () => object;
  readonly learn?: (answer: Answer<Body>) => void;
  /** What else is to be seen in it; asked after `learn`. */
  readonly check?: (body: Body) => void;
  /** What was done under the same key: then nothing is learnt, and the answer says that it is repeated. */
  readonly replays?: Once | undefined;
}

export interface Service {
  readonly call: (call: Call) => Promise<Answer<Body>>;
  /** Notes what was said to which kind of step. */
  readonly note: (kind: string, saying: string) => void;
}

/** One request of a life. */
export class Step implements AsyncCommand<Life, Service> {
  private shown: string;

  constructor(
    private readonly kind: string,
    private readonly plan: (life: Life, draw: Draw) => Plan,
    private readonly draw: Draw,
  ) {
    this.shown = kind;
  }

  check(): boolean {
    return true;
  }

  async run(life: Life, service: Service): Promise<void> {
    const { call, refusal, success = 200, tag, members, check, learn, replays } = this.plan(life, this.draw);
    const answer = await service.call(call);
    const saying = said(answer);
    const sent = [call.json && JSON.stringify(call.json), call.headers && JSON.stringify(call.headers)];
    this.shown = [`\n${this.kind}:`, call.method, call.url, ...sent, `as ${call.token?.slice(-6)} ->`, saying].join(
      ' ',
    );
    service.note(this.kind, replays ? `${saying} again` : saying);
    if (saying !== (refusal ?? String(success))) throw new Error(`${this.shown}; promised: ${refusal ?? success}`);
    if (refusal !== undefined) return;
    expect(answer.headers['idempotent-replayed']).toBe(replays ? 'true' : undefined);
    if (!replays) learn?.(answer);
    if (tag) expect(answer.headers.etag).toBe(tag());
    if (members) expect(answer.body).toMatchObject(members());
    check?.(answer.body);
  }

  toString(): string {
    return this.shown;
  }
}

/** An organization: mostly a living one. */
export function someOrg({ orgs }: Life, { org }: Draw): Org {
  const living = orgs.filter(({ deleted }) => !deleted);
  const among = org % 10 === 0 ? orgs : living;
  return among[org % among.length]!;
}

/** A name: of the few of this life, or one that was given up. */
export function someSub({ prefix, retired }: Life, { sub, token }: Draw): string {
  const former = [...retired.keys()];
  return token % 4 === 0 && former.length > 0 ? former[sub % former.length]! : `${prefix}${sub}`;
}

/** A caller, often a permitted one. */
export function someToken(life: Life, { who, token }: Draw, path: readonly Org[] = life.orgs): Token {
  const { tokens } = life;
  if (who < 3) return tokens[0]!;
  const near = tokens.filter(({ of, revoked }) => of !== null && path.includes(of) && !revoked);
  const among = who < 8 && near.length > 0 ? near : tokens;
  return among[token % among.length]!;
}

/** A request about an organization, which is named in the path or elsewhere (core-v1.md §2.2). */
export function about(org: Org, template: string, token: Token, { naming }: Draw, call: Partial<Call> = {}): Call {
  const [method = 'GET', path = ''] = template.split(' ') as [Call['method'], string];
  const lookup = { 2: { id: org.id }, 3: { sub_domain: org.sub } }[naming];
  const url = `/core/v1/${path.replace(':organization', lookup ? '_' : org.id)}`;
  const base = { method, url, token: token.secret, ...call };
  if (!lookup) return base;
  if (method !== 'GET') return { ...base, json: { ...(call.json as object | undefined), organization: lookup } };
  const [[key, value] = []] = Object.entries(lookup);
  return { ...base, url: `${url}${url.includes('?') ? '&' : '?'}organization%5B${key}%5D=${value}` };
}

/** The headers of a request that is to hold only of what was read. */
export function conditional(seen: string | undefined, { matches }: Draw): { headers?: Record<string, string> } {
  return matches && seen !== undefined ? { headers: { 'If-Match': seen } } : {};
}
