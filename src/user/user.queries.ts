import type { Actor } from '../common/call-context.js';
import type { Join } from '../common/standing.js';
import { sql, type Statement } from '../database/statement.js';
import type { Organization } from '../organization/organization.js';
import { seenByUser } from './seen-by-user.queries.js';
import { acceptedBefore, type FoundUserRow, visibleAmong } from './user-visibility.queries.js';
import { placeholders } from '../database/placeholders.js';

/** A row with `USER_COLUMNS`. */
export interface UserRow {
  readonly id: string;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly created_at: number;
}

/** The columns of `UserRow`, of the table with the alias `u`. */
const USER_COLUMNS = 'u.id, u.email, u.first_name, u.last_name, u.created_at';

/** What an erasure needs to know of a user. */
export interface UserToEraseRow {
  readonly email: string | null;
  readonly email_canonical: string | null;
  readonly erased_at: number | null;
}

/** The id of an email's user; one row in any case, with null where there is no such user. */
export function userIdByEmail(canonical: string): Statement<{ id: string | null }> {
  return sql('SELECT MAX(u.id) AS id FROM users u WHERE u.email_canonical = ?', [canonical]);
}

export function userByEmail(canonical: string): Statement<UserRow> {
  return sql(`SELECT ${USER_COLUMNS} FROM users u WHERE u.email_canonical = ?`, [canonical]);
}

/** The users of these emails, under a shared lock: none of them is erased until the transaction ends. */
export function usersByEmailsLocked(
  canonicals: readonly string[],
): Statement<UserRow & { readonly email_canonical: string }> {
  return sql(
    `SELECT ${USER_COLUMNS}, u.email_canonical FROM users u
        WHERE u.email_canonical IN (${placeholders(canonicals)}) LOCK IN SHARE MODE`,
    canonicals,
  );
}

/** So many users are joined one by one: a statement has room for 61 tables. */
const MAX_JOINED = 8;

/** That none of these users has been erased: for an INSERT … SELECT, which has to lock them. */
export function livingUsersJoined(ids: readonly string[]): Join[] {
  if (ids.length > MAX_JOINED) {
    const counted = `(SELECT COUNT(*) FROM users u WHERE u.id IN (${placeholders(ids)})
        AND u.erased_at IS NULL LOCK IN SHARE MODE) = ?`;
    return [{ where: { sql: counted, params: [...ids, ids.length] } }];
  }
  return ids.map((id, n) => ({
    table: `users u${n}`,
    where: { sql: `u${n}.id = ? AND u${n}.erased_at IS NULL`, params: [id] },
  }));
}

/** A user who has not been erased, under a shared lock. */
export function livingUserLocked(id: string): Statement<FoundUserRow> {
  return sql('SELECT id FROM users WHERE id = ? AND erased_at IS NULL LOCK IN SHARE MODE', [id]);
}

export interface UserErasureRow {
  readonly erased_at: number | null;
}

/** When a user was erased, under a shared lock: a user who gets a token is not erased until the transaction ends. */
export function erasureOfUserLocked(id: string): Statement<UserErasureRow> {
  return sql('SELECT erased_at FROM users WHERE id = ? LOCK IN SHARE MODE', [id]);
}

/**
 * A user as an actor sees them; `accepted` is 1 where the actor may see the names. The inner statement finds whether the
 * user is visible, and only then is more read: the time does not distinguish a hidden user from an absent one.
 * @param own the organization of the actor's token, if it is an organization's
 */
export function userSeenBy(
  actor: Actor,
  own: Organization | undefined,
  id: string,
): Statement<UserRow & { readonly accepted: number }> {
  if (!own && (actor.kind !== 'user' || actor.userId === id)) {
    return sql(`SELECT ${USER_COLUMNS}, 0 AS accepted FROM users u WHERE u.id = ?`, [id]);
  }
  const seen = own ? visibleAmong(own, [id]) : seenByUser(actor.kind === 'user' ? actor.userId : '', id);
  const accepted = acceptedBefore(actor, own, id);
  return sql(
    // In this order: MariaDB would begin with all users where they are few, and SQLite might.
    `SELECT STRAIGHT_JOIN ${USER_COLUMNS}, ${accepted.sql} AS accepted
      FROM (${seen.sql}) v CROSS JOIN users u ON u.id = v.id`,
    [...accepted.params, ...seen.params],
  );
}

/** @param canonical the form in which the email is unique */
export function userInsert(
  user: {
    readonly id: string;
    readonly email: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly createdAt: number;
  },
  canonical: string,
): Statement {
  return sql(
    `INSERT INTO users (id, email, email_canonical, first_name, last_name, created_at, version)
        VALUES (?, ?, ?, ?, ?, ?, 1)`,
    [user.id, user.email, canonical, user.firstName, user.lastName, user.createdAt],
  );
}

export function userToErase(id: string): Statement<UserToEraseRow> {
  return sql('SELECT email, email_canonical, erased_at FROM users WHERE id = ?', [id]);
}

/** As `userToErase`, under an exclusive lock: every change that links a user holds the row shared. */
export function userToEraseLocked(id: string): Statement<UserToEraseRow> {
  return sql('SELECT email, email_canonical, erased_at FROM users WHERE id = ? FOR UPDATE', [id]);
}

export function erasedUserUpdate(id: string, at: number): Statement {
  return sql(
    `UPDATE users SET email = NULL, email_canonical = NULL, first_name = NULL, last_name = NULL, erased_at = ?,
        version = version + 1 WHERE id = ?`,
    [at, id],
    { rows: 1 },
  );
}
