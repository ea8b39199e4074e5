import { AccessTokenService, type NewTokenInput } from '../../../src/token/access-token.service.js';
import { EVERY_SCOPE } from '../../../src/auth/scopes.js';
import { newId } from '../../../src/common/ids.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { createEnterprise, createManaged, type Body } from '../../support/scenes/installation.js';
import type { Overrides, TestDatabase } from '../../support/database/databases.js';
import { Scene } from '../../support/scenes/managed-organizations.js';

export type Dialect = 'api-v2' | 'core-v1';

/** Each dialect's creation, and how it says what the network rules refuse. */
export const DIALECTS = [
  {
    dialect: 'api-v2',
    create: createEnterprise,
    done: 200,
    notAllowed: '403 NetworkNotAllowed',
    addressIn: (body: Body) => (body.context as Record<string, unknown>).ipAddress,
    limited: '429 RateLimitExceeded',
    invalidToken: '401 Unauthorized',
    notInScope: '403 ScopeNotGranted',
  },
  {
    dialect: 'core-v1',
    create: createManaged,
    done: 201,
    notAllowed: '403 unauthorized_network_for_api_token',
    addressIn: (body: Body) => (body.error as { detail: Record<string, unknown> }).detail.ip_address,
    limited: '429 rate_limit_reached',
    invalidToken: '403 invalid_api_token',
    notInScope: '403 scope_not_granted',
  },
] as const;

export type Speech = (typeof DIALECTS)[number];

/** An installation with network rules, a root organization, and tokens that are bound to this and that. */
export class NetworkScene {
  private constructor(readonly scene: Scene) {}

  static async open(database: TestDatabase, overrides: Overrides): Promise<NetworkScene> {
    return new NetworkScene(await Scene.open(database, overrides));
  }

  close(): Promise<void> {
    return this.scene.close();
  }

  /** The secret of a new token of the root organization. */
  async token(order: Partial<Pick<NewTokenInput, 'networks' | 'rateLimit' | 'scopes'>>): Promise<string> {
    const { app, root } = this.scene;
    const ctx = {
      requestId: newId(),
      actor: { kind: 'system', name: 'test' },
      signal: AbortSignal.timeout(30_000),
    } as const;
    const { secret } = await app.app.get(AccessTokenService, { strict: false }).issue(ctx, {
      subject: { kind: 'organization', organizationId: root.id },
      name: 'bound',
      scopes: [EVERY_SCOPE],
      expiresAt: null,
      ...order,
    });
    return secret;
  }

  /** A creation by a token, as if it came from behind a proxy that says it is for `forwardedFor`. */
  creation(speech: Speech, token: string, forwardedFor?: string): Call {
    const call = speech.create(this.scene.root, token);
    return forwardedFor === undefined ? call : { ...call, headers: { 'X-Forwarded-For': forwardedFor } };
  }

  call(call: Call): Promise<Answer<Body>> {
    return this.scene.app.call<Body>(call);
  }

  /** Sends what must be refused, and expects that it leaves nothing behind; gives what was said. */
  async refused(call: Call): Promise<Answer<Body> & { readonly word: string }> {
    const before = await this.scene.footprint();
    const answer = await this.call(call);
    expect(await this.scene.footprint()).toEqual(before);
    return { ...answer, word: said(answer) };
  }

  /** The address in the audit row of the last event. */
  async lastAddress(): Promise<unknown> {
    return (
      await this.scene.app.sql.rows(
        "SELECT ip FROM audit_events WHERE action <> 'token.refused' ORDER BY id DESC LIMIT 1",
      )
    )[0]?.ip;
  }
}
