/**
 * For how many milliseconds a `Retry-After` asks to wait: seconds, or a date of HTTP.
 * @returns null where there is none that could be read
 */
export function retryAfterMs(value: string | readonly string[] | undefined, now = Date.now()): number | null {
  if (typeof value !== 'string') return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
