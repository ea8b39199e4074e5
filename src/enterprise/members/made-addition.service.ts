import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { canonicalEmail } from '../../common/email.js';
import { Database } from '../../database/database.js';
import type { StoredResult } from '../../idempotency/idempotency.service.js';
import { spent } from '../../idempotency/spent.js';
import type { Enterprise } from '../enterprise.js';

/** What became of additions of users to enterprises that were made under an `Idempotency-Key`. */
@Injectable()
export class MadeAdditionService {
  constructor(private readonly database: Database) {}

  /**
   * Sees to it that all whom an addition has given a role in an enterprise have one still.
   * @param emails those of the request
   * @returns the id of the first; the enterprise's where there were none
   * @throws DomainError idempotency_key_spent where one has not, or has been erased
   */
  async still(
    ctx: CallContext,
    { id }: Enterprise,
    emails: readonly string[],
    { subjectId }: StoredResult,
  ): Promise<string> {
    // Nobody was to be added: an empty list is no mistake.
    if (emails.length === 0) return subjectId;
    const canonicals = emails.map((email) => canonicalEmail(email)!);
    const [first, without] = await this.database.read(ctx, (reader) =>
      reader.read(
        {
          sql: 'SELECT user_id FROM enterprise_users WHERE enterprise_id = ? AND user_id = ?',
          params: [id, subjectId],
        },
        {
          sql: `SELECT u.id FROM users u LEFT JOIN enterprise_users l ON l.enterprise_id = ? AND l.user_id = u.id
            WHERE u.email_canonical IN (${canonicals.map(() => '?').join(', ')}) AND l.user_id IS NULL
            ORDER BY u.id LIMIT 1`,
          params: [id, ...canonicals],
        },
      ),
    );
    if (first!.length === 0) throw spent('role', subjectId);
    if (without![0]) throw spent('role', String(without![0].id));
    return subjectId;
  }
}
