import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { tokenById } from '../token/access-token.queries.js';
import { AccessTokenService, type GeneratedToken } from '../token/access-token.service.js';
import { EVERY_SCOPE, type GrantedScope } from '../auth/scopes.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError, type ErrorCode } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { OrganizationService } from '../organization/organization.service.js';
import { RootOrganizationService } from '../organization/roots/root-organization.service.js';
import { ensurePrivateFile } from '../database/sqlite/private-file.js';
import { StartupSettings } from './startup.settings.js';
import { type StartSecrets, UnfinishedStart } from './unfinished-start.js';

/** The name of the operator's token file beside the embedded database. */
export const OPERATOR_TOKEN_FILE = 'operator.token';

const DEMO = 'demo';
const DEMO_TOKEN_DAYS = 7;
/** What the tour needs. Deleting, and issuing tokens, require tokens that are created for it. */
export const DEMO_SCOPES: readonly GrantedScope[] = [
  'organizations:read',
  'organizations:write',
  'managed_organizations',
  'enterprises',
  'users',
  'audit:read',
];
const DAY_MS = 86_400_000;
const PATIENCE_MS = 30_000;

/** What a first start has created. This is the only place where the secret is shown. */
export interface Welcome {
  readonly organizationId: string;
  readonly secret: string;
  /** When the token expires, in ISO 8601. */
  readonly expiresAt: string;
  readonly operatorTokenFile: string;
}

/** Makes an empty embedded installation usable without a further command (decisions §10). */
@Injectable()
export class FirstStartService {
  private readonly unfinished: UnfinishedStart;

  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly roots: RootOrganizationService,
    private readonly tokens: AccessTokenService,
    private readonly settings: StartupSettings,
  ) {
    this.unfinished = new UnfinishedStart(settings.dataDir);
  }

  /**
   * On the first start of an embedded installation: the operator's token in a file that only its owner can read, an
   * activated demo organization, and a scoped token for it that expires in seven days. A first start that was
   * interrupted at any point is continued by the next one, until `finish`.
   * @returns undefined on every other start, and always with DATABASE_URL
   * @throws FileConflict before anything is issued
   */
  async make(): Promise<Welcome | undefined> {
    if (!this.settings.embedded) return undefined;
    const ctx: CallContext = {
      requestId: newId(),
      actor: { kind: 'system', name: 'first-start' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    };
    const generated = await this.generated(ctx);
    return generated && this.makeOf(ctx, generated);
  }

  /** The result of `make` has been shown; no later start shows it again. */
  async finish(): Promise<void> {
    await this.unfinished.finish();
  }

  /** The secrets of a first start: those of an interrupted one, or new ones if there is no organization. */
  private async generated(ctx: CallContext): Promise<StartSecrets | undefined> {
    for (;;) {
      const left = await this.unfinished.left();
      if (left) return left;
      if (await this.roots.hasOrganizations(ctx)) return undefined;
      const begun = await this.unfinished.begin();
      if (begun && !(await this.roots.hasOrganizations(ctx))) return begun;
      // Another process on the same file has begun and finished a first start in between.
      if (begun) await this.unfinished.finish();
    }
  }

  private async makeOf(ctx: CallContext, generated: StartSecrets): Promise<Welcome | undefined> {
    const operatorTokenFile = resolve(join(this.settings.dataDir, OPERATOR_TOKEN_FILE));
    await ensurePrivateFile(operatorTokenFile, `${generated.operator.secret}\n`);
    await this.tokens.issue(ctx, {
      subject: { kind: 'operator' },
      name: 'first start',
      scopes: [EVERY_SCOPE],
      expiresAt: null,
      generated: generated.operator,
    });
    const organizationId = await this.makeDemo(ctx);
    // It was deleted after an interrupted start: only the file remains to be shown.
    if (organizationId === undefined) return this.finish().then(() => undefined);
    const { secret, expiresAt } = await this.issueDemo(ctx, organizationId, generated);
    return { organizationId, secret, expiresAt: new Date(expiresAt).toISOString(), operatorTokenFile };
  }

  /** The demo organization's id; undefined if it was created by an earlier attempt and deleted since. */
  private async makeDemo(ctx: CallContext): Promise<string | undefined> {
    const refused = (code: ErrorCode) => (error: unknown) => {
      if (!(error instanceof DomainError && error.code === code)) throw error;
      return undefined;
    };
    const demo = { name: 'Demo', subDomain: DEMO, activated: true, managedLimit: null };
    const made = await this.roots.create(ctx, demo).catch(refused('validation_failed'));
    const found = () => this.organizations.findVisible(ctx, { subDomain: DEMO }, 'read');
    return (made ?? (await found().catch(refused('organization_not_found'))))?.id;
  }

  /** Issues the generated token, or another one if that has been issued and has ended. */
  private async issueDemo(
    ctx: CallContext,
    organizationId: string,
    generated: StartSecrets,
  ): Promise<{ secret: string; expiresAt: number }> {
    await this.tokens.issue(ctx, {
      subject: { kind: 'organization', organizationId },
      name: DEMO,
      scopes: DEMO_SCOPES,
      expiresAt: Date.now() + DEMO_TOKEN_DAYS * DAY_MS,
      generated: generated.demo,
    });
    const expiresAt = await this.endOf(ctx, generated.demo);
    if (expiresAt > Date.now()) return { secret: generated.demo.secret, expiresAt };
    return this.issueDemo(ctx, organizationId, await this.unfinished.replaceDemoToken(generated));
  }

  /** When a token ends, or 0 if it has been revoked. */
  private async endOf(ctx: CallContext, { id }: GeneratedToken): Promise<number> {
    const [[token]] = await this.database.read(ctx, (reader) => reader.read(tokenById(id)));
    return token?.revoked_at === null ? (token.expires_at ?? 0) : 0;
  }
}
