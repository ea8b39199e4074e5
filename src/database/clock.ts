/**
 * The database's clock in milliseconds since 1970, for a statement that is to say when it is itself carried out: what
 * the program binds was true when the statement was queued, which may be seconds of waiting for a lock earlier. All
 * processes share this one. SYSDATE and not NOW: NOW is when the
 * statement arrived. Every session is in UTC, or it would be wrong for an hour of autumn. SQLite says it in its own words.
 */
export const DATABASE_CLOCK = 'ROUND(UNIX_TIMESTAMP(SYSDATE(3)) * 1000)';

/** What the gate says in its place on SQLite. */
export const EMBEDDED_CLOCK = "CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)";
