import { said, type Answer, type Call } from '../answers.js';
import type { TokenScene } from './api-tokens.js';

/** An access token as api-v2 shows it, or a refusal. */
export interface AccessTokenBody {
  readonly id: string;
  readonly label: string;
  readonly user?: string;
  readonly organizations?: readonly string[];
  readonly scope: readonly string[];
  readonly created: string;
  readonly expires?: string;
  readonly ipRestrict: readonly string[];
  readonly token?: string;
  readonly replaces?: { readonly id: string; readonly expires?: string };
  readonly name?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface AccessTokenPage {
  readonly accessTokens: readonly AccessTokenBody[];
  readonly nextBatchPrevId?: string;
  readonly name?: string;
}

export const OWN_TOKENS = '/api/v2/user/accesstoken';

/** The tokens of an identity over api-v2, with the root's token unless a call brings another. */
export class OwnTokenCalls {
  constructor(readonly scene: TokenScene) {}

  create(overrides: object = {}, call: Partial<Call> = {}): Promise<Answer<AccessTokenBody>> {
    return this.call({ method: 'POST', url: OWN_TOKENS, json: { label: 'backend', ...overrides }, ...call });
  }

  list(query = '', call: Partial<Call> = {}): Promise<Answer<AccessTokenPage>> {
    const { scene } = this;
    const url = `${OWN_TOKENS}${query}`;
    return scene.app.call<AccessTokenPage>({ method: 'GET', url, token: scene.token, ...call });
  }

  end(id: string, call: Partial<Call> = {}): Promise<Answer<AccessTokenBody>> {
    return this.call({ method: 'DELETE', url: `${OWN_TOKENS}/${encodeURIComponent(id)}`, ...call });
  }

  rotate(id: string, overrides: object = {}, call: Partial<Call> = {}): Promise<Answer<AccessTokenBody>> {
    return this.call({
      method: 'POST',
      url: `${OWN_TOKENS}/${encodeURIComponent(id)}/rotate`,
      json: overrides,
      ...call,
    });
  }

  /** What the token of this secret is to itself: `200`, or why it is refused. */
  async session(token: string): Promise<string> {
    return said(await this.call({ method: 'GET', url: '/api/v2/user/session', token }));
  }

  /** The id of every token of a list, over all its pages. */
  async ids(query: string, call: Partial<Call> = {}): Promise<string[]> {
    const ids: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body }: Answer<AccessTokenPage> = await this.list(`?${query}${next && `&prevId=${next}`}`, call);
      ids.push(...body.accessTokens.map(({ id }) => id));
      next = body.nextBatchPrevId;
    }
    return ids;
  }

  private call(call: Call): Promise<Answer<AccessTokenBody>> {
    return this.scene.app.call<AccessTokenBody>({ token: this.scene.token, ...call });
  }
}
