import { readFileSync } from 'node:fs';
import type { DialectName } from '../../../src/dialects/shared/dialect.js';

/** A line of a table of docs/compatibility.md. */
export interface CompatibilityRow {
  readonly dialect: DialectName;
  /** `GET /core/v1/organizations/:organization` */
  readonly route: string;
  readonly status: string;
}

/** Every line that is about an endpoint, under whichever dialect's heading. */
export function compatibilityRows(): CompatibilityRow[] {
  const [, ...sections] = readFileSync('docs/compatibility.md', 'utf8').split(/^## /m);
  return sections.flatMap((section) => {
    const dialect = section.slice(0, section.indexOf('\n')) as DialectName;
    const rows = [...section.matchAll(/^\| `([A-Z]+ \/[^`]*)` +\| ([^|]+?) +\|/gm)];
    return rows.map(([, route, status]) => ({ dialect, route: route!, status: status! }));
  });
}
