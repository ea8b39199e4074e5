/**
 * The database's clock in milliseconds since 1970, for the time at which a statement is executed: a bound value is the
 * time at which it was queued, which may be seconds of waiting for a lock earlier. All processes share this clock.
 * SYSDATE and not NOW, which is the time at which the statement arrived. Every session is in UTC, or it would be wrong
 * for an hour of autumn.
 */
export const DATABASE_CLOCK = 'ROUND(UNIX_TIMESTAMP(SYSDATE(3)) * 1000)';

/**
 * The same at the time at which the statement arrived, which is one value for the whole statement: for a comparison that
 * an index is read by. SYSDATE would be asked for each row, and so for all rows.
 */
export const STATEMENT_CLOCK = 'ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000)';

/** Replaces both on SQLite. */
export const EMBEDDED_CLOCK = "CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)";
