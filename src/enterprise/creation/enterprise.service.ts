import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { actorId, type CallContext } from '../../common/call-context.js';
import { digestOf } from '../../common/digest.js';
import { DomainError } from '../../common/errors.js';
import { judgeAgain } from '../../database/admission.js';
import { Database } from '../../database/database.js';
import {
  isDuplicateOfOwnInsert,
  isUniqueViolation,
  RowCountError,
  TransientError,
} from '../../database/database-errors.js';
import type { Reader, Row, Statement, Tx } from '../../database/statement.js';
import { spent } from '../../idempotency/spent.js';
import type { Organization } from '../../organization/organization.js';
import { assertOpen, pathStateOf, pathStateStep } from '../../organization/path/organization-path.js';
import { userOf, UserService } from '../../user/user.service.js';
import { keyedStep } from '../deletion/deleted-enterprises.js';
import { addEnterprise, type EnterpriseRow, newEnterpriseRow } from './enterprise.insert.js';
import { EnterpriseSettings } from './enterprise.settings.js';
import { SingleFlight } from './single-flight.js';
import { differences, keyHash, type Fingerprint, meaningOf, type NewEnterprise } from '../enterprise-fingerprint.js';

/** The answer to a creation: the enterprise, its user, and whether they were there already. */
export interface CreatedEnterprise {
  readonly enterpriseId: string;
  readonly userId: string;
  readonly replayed: boolean;
}

/** One request to create, with all that must be the same in every try. */
interface Order {
  readonly organization: Organization;
  readonly input: NewEnterprise;
  readonly meaning: Fingerprint;
  readonly row: EnterpriseRow;
}

/** How long a caller waits for another one with the same key: as long as the database waits for a row. */
const PATIENCE_MS = 5_000;

/** Makes enterprises and finds them again (create-enterprise page, api-v2.md §1 to §3.2). */
@Injectable()
export class EnterpriseService {
  private readonly flights = new SingleFlight<CreatedEnterprise>();

  constructor(
    private readonly database: Database,
    private readonly users: UserService,
    private readonly audit: AuditService,
    private readonly settings: EnterpriseSettings,
  ) {}

  /**
   * An enterprise in an organization, and a user for the email if there is none. The key is the enterprise's for
   * ever: the same key with the same meaning gives the first ids and writes nothing (decisions §7).
   *
   * `organization` is as the guard found it; its state is asked again under locks on the whole path.
   * @throws DomainError organization_suspended, organization_not_activated, idempotency_key_conflict,
   *   idempotency_key_spent, idempotency_key_in_progress, user_not_found
   */
  async create(ctx: CallContext, organization: Organization, input: NewEnterprise): Promise<CreatedEnterprise> {
    const meaning = meaningOf(input);
    // Each caller at each address has a flight of its own: whether it may do this is asked where the flight commits.
    const whose = [actorId(ctx.actor), ctx.ip ?? null];
    const name = digestOf([organization.id, keyHash(input.idempotencyKey), JSON.stringify(meaning), ...whose]);
    const begin = () => {
      // A flight outlives the client that opened it, so it has a deadline of its own.
      const own = { ...ctx, signal: AbortSignal.timeout(this.settings.deadlineMs) };
      return this.createOnce(own, { organization, input, meaning, row: newEnterpriseRow(organization, input) });
    };
    const { joined, result } = await this.flights.run(name, begin, PATIENCE_MS);
    if (!result) throw new DomainError('idempotency_key_in_progress', {});
    if (!joined) return result;
    // What another call has made is told to a caller alone who might make it now, as by any repetition.
    await this.database.read(ctx, (reader) => judgeAgain(reader, ctx));
    return { ...result, replayed: true };
  }

  private async createOnce(ctx: CallContext, order: Order): Promise<CreatedEnterprise> {
    try {
      return await this.database.write(ctx, (tx) => this.findOrInsert(tx, ctx, order), {
        // Somebody was faster with the email or the key, or the state changed: the next run reads what is there now.
        retryOn: (fault) =>
          isUniqueViolation(fault, 'uq_users_email_canonical') ||
          isUniqueViolation(fault, 'uq_enterprises_organization_key_hash') ||
          isDuplicateOfOwnInsert(fault) ||
          fault instanceof RowCountError,
        rethrowLockTimeout: true,
      });
    } catch (fault) {
      if (!(fault instanceof TransientError)) throw fault;
      // Five seconds in vain for a row: most likely the same key is being created by another process.
      const found = await this.findByKey(ctx, order);
      if (!found) throw new DomainError('idempotency_key_in_progress', {}, { cause: fault });
      return this.replay(found, order);
    }
  }

  /** One trip that asks everything, one that writes everything and commits (schema.md, create enterprise). */
  private async findOrInsert(tx: Tx, ctx: CallContext, order: Order): Promise<CreatedEnterprise> {
    const { organization, input, row } = order;
    const [path, existing, known, visible] = await tx.read(
      pathStateStep(organization.path, 'unlocked'),
      this.byKey(order),
      this.users.byEmail(input.canonicalEmail),
      this.users.visibleAmong(organization, input.additionalAdmins),
    );
    if (existing![0]) await admitAgain(tx, ctx, existing![0], row);
    assertOpen(organization.id, path!.map(pathStateOf), organization.depth);
    if (existing![0]) return this.replay(existing![0], order);
    const visibleIds = new Set(visible!.map(({ id }) => String(id)));
    const strangers = [...new Set(input.additionalAdmins)].filter((id) => !visibleIds.has(id));
    if (strangers.length > 0) throw new DomainError('user_not_found', { userIds: strangers });

    const user = known![0] ? userOf(known![0]) : row.newUser;
    if (user === row.newUser) this.users.add(tx, user, input.canonicalEmail);
    addEnterprise(tx, { ...order, userId: user.id });
    this.audit.record(tx, ctx, {
      action: 'enterprise.created',
      subjectType: 'enterprise',
      subjectId: row.id,
      organizationId: organization.id,
      path: organization.path,
      data: { userId: user.id, newUser: user === row.newUser },
    });
    await tx.flushAndCommit();
    return { enterpriseId: row.id, userId: user.id, replayed: false };
  }

  private findByKey(ctx: CallContext, order: Order): Promise<Row | undefined> {
    return this.database.read(ctx, async (reader) => {
      const [rows] = await reader.read(this.byKey(order));
      const found = rows![0];
      if (found) await admitAgain(reader, ctx, found, order.row);
      return found;
    });
  }

  private byKey({ organization, input }: Order): Statement {
    return keyedStep(organization.id, keyHash(input.idempotencyKey));
  }

  /**
   * @throws DomainError idempotency_key_spent when the enterprise was deleted; idempotency_key_conflict when the key was
   *   used with another meaning
   */
  private replay(found: Row, { meaning, row }: Order): CreatedEnterprise {
    const enterpriseId = String(found.id);
    if (found.deleted_at !== null) throw spent('enterprise', enterpriseId);
    const differs = differences(meaning, found);
    if (differs.length > 0) throw new DomainError('idempotency_key_conflict', { enterpriseId, differs });
    // One's own row, met again after a COMMIT whose answer was lost, is a creation and no replay.
    return { enterpriseId, userId: String(found.user_id), replayed: enterpriseId !== row.id };
  }
}

/** Asks for a caller who is told what is there already. One's own row was admitted when it was written. */
async function admitAgain(reader: Reader, ctx: CallContext, found: Row, { id }: EnterpriseRow): Promise<void> {
  if (found.id !== id) await judgeAgain(reader, ctx);
}
