import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import type { RefusalReason } from '../../auth/authenticator.js';

const WINDOW_MS = 60_000;
const PATIENCE_MS = 2_000;
/** The tokens that are recorded in one minute; further ones are in the access log alone. */
const MAX_WINDOWS = 1_000;

type Refused = Pick<CallContext, 'requestId' | 'ip'>;

interface Window {
  readonly token: AuthenticatedToken;
  readonly reason: RefusalReason;
  /** Since the last event. */
  calls: number;
  last: Refused;
  readonly timer: NodeJS.Timeout;
}

/**
 * Records in the audit log that a token was refused for its network, or because it has ended: the trace of a stolen token,
 * for its owner. The first refusal of a token in a minute is written at once, the following ones in one event at the end
 * of the minute, with the number of calls. It is written beside the request, which is refused in any case.
 */
@Injectable()
export class TokenRefusals implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TokenRefusals.name);
  private readonly windows = new Map<string, Window>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  note(token: AuthenticatedToken, reason: RefusalReason, { requestId, ip }: Refused): void {
    const key = `${token.id} ${reason}`;
    const last = { requestId, ...(ip !== undefined && { ip }) };
    const window = this.windows.get(key);
    if (window) {
      window.calls += 1;
      window.last = last;
      return;
    }
    if (this.windows.size >= MAX_WINDOWS) return;
    const timer = setTimeout(() => this.end(key), WINDOW_MS).unref();
    const begun: Window = { token, reason, calls: 1, last, timer };
    this.windows.set(key, begun);
    this.queueWrite(begun);
  }

  /** Writes what was counted and is not written yet, before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const key of [...this.windows.keys()]) this.end(key);
    await this.writing;
  }

  private end(key: string): void {
    const window = this.windows.get(key);
    if (!window) return;
    clearTimeout(window.timer);
    this.windows.delete(key);
    if (window.calls > 0) this.queueWrite(window);
  }

  private queueWrite(window: Window): void {
    const { token, reason, calls, last } = window;
    window.calls = 0;
    this.writing = this.writing.then(() => this.write(token, { reason, calls }, last));
  }

  private async write(token: AuthenticatedToken, data: { reason: string; calls: number }, { requestId, ip }: Refused) {
    const { id, actor } = token;
    const ctx = { requestId, actor, signal: AbortSignal.timeout(PATIENCE_MS), ...(ip !== undefined && { ip }) };
    try {
      await this.database.write(ctx, async (tx) => {
        const organization = actor.kind === 'organization' && { organizationId: actor.organizationId };
        const subject = { subjectType: 'access_token', subjectId: id } as const;
        this.audit.record(tx, ctx, { action: 'token.refused', ...subject, data, ...organization });
        await tx.flush();
      });
    } catch (error) {
      this.logger.warn(`The refusal of token ${id} was not written: ${String(error)}`);
    }
  }
}
