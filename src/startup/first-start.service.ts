import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AccessTokenService } from '../auth/access-token.service.js';
import { EVERY_SCOPE } from '../auth/scopes.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { RootOrganizations } from '../organization/root-organization.service.js';
import { StartupSettings } from './startup.settings.js';

/** The name of the operator's token file beside the embedded database. */
export const OPERATOR_TOKEN_FILE = 'operator.token';

const DEMO_TOKEN_DAYS = 7;
const DAY_MS = 86_400_000;
const PATIENCE_MS = 30_000;

/** What a first start has made. The secret is shown once, here. */
export interface Welcome {
  readonly organizationId: string;
  readonly secret: string;
  readonly operatorTokenFile: string;
}

/** Makes an empty embedded installation usable without a further command (decisions §10). */
@Injectable()
export class FirstStart {
  constructor(
    private readonly database: Database,
    private readonly roots: RootOrganizations,
    private readonly tokens: AccessTokenService,
    private readonly settings: StartupSettings,
  ) {}

  /**
   * On the first start of an embedded installation: the operator's token in a file that only its owner can read, an
   * activated demo organization, and a scoped token for it that expires in seven days.
   * @returns undefined on every other start, and always with DATABASE_URL
   */
  async make(): Promise<Welcome | undefined> {
    const ctx: CallContext = {
      requestId: newId(),
      actor: { kind: 'system', name: 'first-start' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    };
    if (!this.settings.embedded || (await this.hasOrganizations(ctx))) return undefined;
    const organizationId = await this.makeDemo(ctx);
    if (organizationId === undefined) return undefined;
    const operatorTokenFile = await this.keepOperatorToken(ctx);
    const { secret } = await this.tokens.issue(ctx, {
      subject: { kind: 'organization', organizationId },
      name: 'demo',
      scopes: ['organizations:read', 'managed_organizations', 'enterprises', 'users:read'],
      expiresAt: Date.now() + DEMO_TOKEN_DAYS * DAY_MS,
    });
    return { organizationId, secret, operatorTokenFile };
  }

  private async hasOrganizations(ctx: CallContext): Promise<boolean> {
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({ sql: 'SELECT id FROM organizations LIMIT 1', params: [] }),
    );
    return rows!.length > 0;
  }

  /** Undefined when another process that starts on the same file was faster. */
  private async makeDemo(ctx: CallContext): Promise<string | undefined> {
    try {
      const demo = await this.roots.create(ctx, {
        name: 'Demo',
        subDomain: 'demo',
        activated: true,
        managedLimit: null,
      });
      return demo.id;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'validation_failed') return undefined;
      throw error;
    }
  }

  private async keepOperatorToken(ctx: CallContext): Promise<string> {
    const { secret } = await this.tokens.issue(ctx, {
      subject: { kind: 'operator' },
      name: 'first start',
      scopes: [EVERY_SCOPE],
      expiresAt: null,
    });
    const file = resolve(join(this.settings.dataDir, OPERATOR_TOKEN_FILE));
    // `wx` would fail on a file that is there; the mode of such a file would stay as it is. It is written anew.
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'w' });
    return file;
  }
}
