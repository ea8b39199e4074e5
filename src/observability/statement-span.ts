import { inSpan, tracing } from './tracing.js';

/** Names of statements by their texts. Lists of values make the number of texts unbounded; the common ones suffice. */
const summaries = new Map<string, string>();
const MAX_SUMMARIES = 500;
/** The name of a condition that is sent as a statement. */
const CONDITION = 'CHECK';

interface TracedStatement {
  readonly sql: string;
  readonly isCondition?: true;
}

/**
 * Runs statements that travel together in a span that is named after them, such as `INSERT enterprises`: what they do
 * and to which table, and never a value.
 */
export function inStatementSpan<T>(
  system: 'sqlite' | 'mysql',
  statements: readonly TracedStatement[],
  work: () => Promise<T>,
): Promise<T> {
  if (!tracing) return work();
  const names = statements.flatMap(({ sql, isCondition }) => (sql === '' ? [] : isCondition ? CONDITION : nameOf(sql)));
  const name = names.join('; ');
  const batch = names.length > 1 ? { 'db.operation.batch.size': names.length } : {};
  const attributes = { 'db.system.name': system, 'db.query.summary': name, ...batch };
  const kind = tracing.api.SpanKind.CLIENT;
  return inSpan(name, work, { kind, attributes });
}

function nameOf(sql: string): string {
  let name = summaries.get(sql);
  if (name === undefined) {
    const operation = /^\W*(START TRANSACTION|\w+)/.exec(sql)?.[1]?.toUpperCase() ?? '';
    const table = /\b(?:FROM|INTO|UPDATE|JOIN)\s+[`"]?([a-z_]+)/.exec(sql)?.[1];
    name = table === undefined ? operation : `${operation} ${table}`;
    if (summaries.size < MAX_SUMMARIES) summaries.set(sql, name);
  }
  return name;
}
