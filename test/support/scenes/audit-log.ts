import { firstIdAt, newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import type { TokenScene } from './api-tokens.js';
import type { Refused } from './managed-organizations.js';

/** An event as the log shows it. */
export interface Event {
  readonly id: string;
  readonly at: number;
  readonly action: string;
  readonly actor: { kind: string; id: string | null };
  readonly request_id: string;
  readonly ip: string | null;
  readonly organization_id: string | null;
  readonly subject: { type: string; id: string };
  readonly data: Record<string, unknown>;
}

export interface Page extends Refused {
  readonly audit_events: readonly Event[];
  readonly next_cursor: string | null;
}

/** What a log is read with; `all` is the whole installation's. */
export type Log = Pick<Organization, 'id'> | 'all';

/** Reads a page of a log. */
export function listing(log: Log, token: string, query = ''): Call {
  const path = log === 'all' ? '' : `/organizations/${log.id}`;
  return { method: 'GET', url: `/core/v1${path}/audit_events${query}`, token };
}

/** The logs of a scene. */
export class AuditLogs {
  constructor(private readonly scene: TokenScene) {}

  list(log: Log, query = '', token = this.scene.token): Promise<Answer<Page>> {
    return this.scene.app.call<Page>(listing(log, token, query));
  }

  /** Reads a log to its end, doing something else between the pages. */
  async readAll(log: Log, query: string, token: string, between = async () => {}): Promise<Event[]> {
    const events: Event[] = [];
    for (let cursor = ''; ;) {
      const { body } = await this.list(log, `?${query}${cursor}`, token);
      events.push(...body.audit_events);
      if (body.next_cursor === null) return events;
      cursor = `&cursor=${body.next_cursor}`;
      await between();
    }
  }

  /**
   * Events of an organization, past the service: one each second from `first` on, returned oldest first. They have
   * no place in the order of events yet.
   */
  async fill(organization: Organization, many: number, first: number, action = 'enterprise.created') {
    const made = Array.from({ length: many }, (_, number) => {
      const at = first + number * 1_000;
      return { at, id: firstIdAt(at).slice(0, 12) + newId().slice(12) };
    });
    const { sql } = this.scene.app;
    for (let start = 0; start < many; start += 100) {
      const some = made.slice(start, start + 100);
      await sql.execute(
        `INSERT INTO audit_events
          (id, at, action, actor_kind, actor_id, request_id, ip, organization_id, subject_type, subject_id,
            data, pending_since)
          VALUES ${some.map(() => "(?, ?, ?, 'organization', 'x', 'r', NULL, ?, 'enterprise', ?, '{}', ?)").join(', ')}`,
        some.flatMap(({ id, at }) => [id, at, action, organization.id, id, at]),
      );
    }
    return made.map(({ id }) => id);
  }
}
