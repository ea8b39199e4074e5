import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { canonicalEmail } from '../../common/email.js';
import { Database } from '../../database/database.js';
import type { StoredResult } from '../../idempotency/idempotency.service.js';
import { keySpent } from '../../idempotency/key-spent.js';
import type { Enterprise } from '../enterprise.js';
import { hasRole, userWithoutRole } from './enterprise-user.queries.js';

/** Replays of additions of users to enterprises that were made under an `Idempotency-Key`. */
@Injectable()
export class AdditionReplayService {
  constructor(private readonly database: Database) {}

  /**
   * Checks that every user to whom an addition gave a role in an enterprise still has one.
   * @param emails those of the request
   * @returns the id of the first user; that of the enterprise if there was none
   * @throws DomainError idempotency_key_spent if one has no role, or has been erased
   */
  async still(
    ctx: CallContext,
    { id }: Enterprise,
    emails: readonly string[],
    { subjectId }: StoredResult,
  ): Promise<string> {
    // No user was to be added: an empty list is valid.
    if (emails.length === 0) return subjectId;
    const canonicals = emails.map((email) => canonicalEmail(email)!);
    const [[first], [without]] = await this.database.read(ctx, (reader) =>
      reader.read(hasRole(id, subjectId), userWithoutRole(id, canonicals)),
    );
    if (!first) throw keySpent('role', subjectId);
    if (without) throw keySpent('role', without.id);
    return subjectId;
  }
}
