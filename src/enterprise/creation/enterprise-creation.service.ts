import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { actorId, type CallContext } from '../../common/call-context.js';
import { digestOf } from '../../common/digest.js';
import { DomainError } from '../../common/errors.js';
import { recheckStanding } from '../../database/admission.js';
import { Database } from '../../database/database.js';
import { Metrics } from '../../observability/metrics/metrics.js';
import {
  isDuplicateOfOwnInsert,
  isUniqueViolation,
  RowCountError,
  TransientError,
} from '../../database/database-errors.js';
import type { Reader, Tx } from '../../database/statement.js';
import { keySpent } from '../../idempotency/key-spent.js';
import type { OrganizationPath } from '../../organization/organization.js';
import { assertActive } from '../../organization/path/organization-path.js';
import { userOf, UserService } from '../../user/user.service.js';
import { userByEmail } from '../../user/user.queries.js';
import { visibleAmong } from '../../user/user-visibility.queries.js';
import { enterpriseByKey, type KeyedRow } from '../deletion/deleted-enterprise.queries.js';
import { type PreparedEnterprise, prepareEnterprise } from './prepared-enterprise.js';
import {
  adminInsertions,
  adminReachInsertion,
  enterpriseInsertion,
  identifierInsertions,
} from './enterprise-creation.queries.js';
import { EnterpriseCreationSettings } from './enterprise-creation.settings.js';
import { SingleFlight } from './single-flight.js';
import {
  differences,
  keyHash,
  type Fingerprint,
  fingerprintOf,
  type NewEnterprise,
} from '../enterprise-fingerprint.js';
import { pathDefaults, pathStateOf, pathStates } from '../../organization/path/organization-path.queries.js';

/** The result of a creation: the enterprise, its user, and whether an earlier request created them. */
export interface CreatedEnterprise {
  readonly enterpriseId: string;
  readonly userId: string;
  readonly replayed: boolean;
}

/** One request to create, with what must be the same in every attempt. */
interface Order {
  readonly organization: OrganizationPath;
  readonly input: NewEnterprise;
  readonly keyDigest: string;
  readonly fingerprint: Fingerprint;
  readonly generated: PreparedEnterprise;
}

/** How long a caller waits for another one with the same key: as long as the database waits for a lock. */
const MAX_WAIT_MS = 5_000;

/** Creates enterprises, and finds them again for a repeated request (create-enterprise page, api-v2.md §1 to §3.2). */
@Injectable()
export class EnterpriseCreationService {
  private readonly flights = new SingleFlight<CreatedEnterprise>();

  constructor(
    private readonly database: Database,
    private readonly users: UserService,
    private readonly audit: AuditService,
    private readonly settings: EnterpriseCreationSettings,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Creates an enterprise in an organization, and a user for the email if there is none. The key belongs to the
   * enterprise permanently: the same key with the same fingerprint returns the first ids and writes nothing
   * (decisions §7).
   *
   * `organization` is as the guard found it; its state is checked again under locks on the whole path.
   * @throws DomainError organization_suspended, organization_not_activated, idempotency_key_conflict,
   *   idempotency_key_spent, idempotency_key_in_progress, user_not_found
   */
  async create(ctx: CallContext, organization: OrganizationPath, input: NewEnterprise): Promise<CreatedEnterprise> {
    const fingerprint = fingerprintOf(input);
    const keyDigest = keyHash(input.idempotencyKey);
    // By caller and address, since only the first of merged requests checks under a lock that its caller may do this.
    const origin = [actorId(ctx.actor), ctx.ip ?? null];
    const name = digestOf([organization.id, keyDigest, JSON.stringify(fingerprint), ...origin]);
    const begin = () => {
      // The work outlives the client that began it, so it has a deadline of its own.
      const own = { ...ctx, signal: AbortSignal.timeout(this.settings.deadlineMs) };
      return this.createOnce(own, { organization, input, keyDigest, fingerprint, generated: prepareEnterprise(input) });
    };
    const { joined, result } = await this.flights.run(name, begin, MAX_WAIT_MS);
    if (!result) throw new DomainError('idempotency_key_in_progress', {});
    if (!joined) return result;
    // The result of another call is returned only to a caller who may still create, as with any replay.
    await this.database.read(ctx, async (reader) => {
      await recheckStanding(reader, ctx);
      await assertPathActive(reader, organization);
    });
    return { ...result, replayed: true };
  }

  private async createOnce(ctx: CallContext, order: Order): Promise<CreatedEnterprise> {
    try {
      return await this.database.write(ctx, (tx) => this.findOrInsert(tx, ctx, order), {
        // Another call was faster with the email or the key, or the state changed: the next run reads the new state.
        retryOn: (error) =>
          isUniqueViolation(error, 'uq_users_email_canonical') ||
          isUniqueViolation(error, 'uq_enterprises_organization_key_hash') ||
          isDuplicateOfOwnInsert(error) ||
          error instanceof RowCountError,
        rethrowLockTimeout: true,
      });
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      // Timed out waiting for a lock: most likely another process is creating with the same key.
      const found = await this.findByKey(ctx, order);
      if (!found) throw new DomainError('idempotency_key_in_progress', {}, { cause: error });
      return this.replay(found, order);
    }
  }

  /** One round trip that reads everything, one that writes everything and commits. */
  private async findOrInsert(tx: Tx, ctx: CallContext, order: Order): Promise<CreatedEnterprise> {
    const { organization, input, generated } = order;
    const [path, [existing], [known], visible] = await tx.read(
      pathDefaults(organization.path, 'unlocked'),
      enterpriseByKey(organization.id, order.keyDigest),
      userByEmail(input.canonicalEmail),
      visibleAmong(organization, input.additionalAdmins),
    );
    if (existing) await admitReplay(tx, ctx, existing, generated);
    assertActive(organization.id, path.map(pathStateOf), organization.depth);
    if (existing) return this.replay(existing, order);
    const visibleIds = new Set(visible.map(({ id }) => id));
    const invisible = [...new Set(input.additionalAdmins)].filter((id) => !visibleIds.has(id));
    if (invisible.length > 0) throw new DomainError('user_not_found', { userIds: invisible });

    const user = known ? userOf(known) : generated.newUser;
    if (user === generated.newUser) this.users.add(tx, user, input.canonicalEmail);
    const rows = { ...order, settings: path.find(({ a_id }) => a_id === organization.id), userId: user.id };
    tx.queue(enterpriseInsertion(rows, tx.admission()));
    tx.queue(adminInsertions(rows));
    tx.queue(adminReachInsertion(rows));
    const identifiers = identifierInsertions(rows);
    if (identifiers) tx.queue(identifiers);
    this.audit.record(tx, ctx, {
      action: 'enterprise.created',
      subjectType: 'enterprise',
      subjectId: generated.id,
      organizationId: organization.id,
      data: { userId: user.id, newUser: user === generated.newUser },
    });
    await tx.flushAndCommit();
    this.metrics.created('enterprise');
    return { enterpriseId: generated.id, userId: user.id, replayed: false };
  }

  private findByKey(ctx: CallContext, order: Order): Promise<KeyedRow | undefined> {
    return this.database.read(ctx, async (reader) => {
      const [[found]] = await reader.read(enterpriseByKey(order.organization.id, order.keyDigest));
      if (!found) return undefined;
      await admitReplay(reader, ctx, found, order.generated);
      await assertPathActive(reader, order.organization);
      return found;
    });
  }

  /**
   * @throws DomainError idempotency_key_spent if the enterprise was deleted; idempotency_key_conflict if the key was
   *   used with another fingerprint
   */
  private replay(found: KeyedRow, { fingerprint, generated }: Order): CreatedEnterprise {
    const { id: enterpriseId } = found;
    if (found.deleted_at !== null) throw keySpent('enterprise', enterpriseId);
    const differs = differences(fingerprint, found);
    if (differs.length > 0) throw new DomainError('idempotency_key_conflict', { enterpriseId, differs });
    // A duplicate of our own row means that COMMIT succeeded and its reply was lost: no replay.
    return { enterpriseId, userId: found.user_id, replayed: enterpriseId !== generated.id };
  }
}

/** Checks the state of the path where nothing is written. */
async function assertPathActive(reader: Reader, { id, path, depth }: OrganizationPath): Promise<void> {
  const [states] = await reader.read(pathStates(path, 'unlocked'));
  assertActive(id, states.map(pathStateOf), depth);
}

/** Checks that the caller may still do this, unless the row is our own: that was checked when it was written. */
async function admitReplay(
  reader: Reader,
  ctx: CallContext,
  found: KeyedRow,
  generated: PreparedEnterprise,
): Promise<void> {
  if (found.id !== generated.id) await recheckStanding(reader, ctx);
}
