import { LEVELS_OF_PATH } from '../audit/audit.queries.js';
import { sql } from '../database/statement.js';
import { joinOrganization } from '../organization/organization.queries.js';
import { byId, type BrokenRow, type Invariant, MAX_BROKEN } from './invariant.js';
import { ALL_EVENTS_KEPT, noRow, type Walk, type WalkRange } from './walk.queries.js';

const EVENTS = byId('audit_events', 'a');
const ORGANIZATIONS = byId('organizations', 'o');
/** The logs of organizations, and of the installation. */
export const LINES: Walk = {
  ...{ table: 'audit_lines', alias: 'l', group: 'organization_id' },
  ...{ member: 'sequence', memberStart: -1 },
};

/** The log: that it has what happened and nothing else, and its order. */
export const AUDIT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'creation-events',
    promise: 'Each organization and enterprise has one event of its creation, and there is none without what it made.',
    surveys: [
      { walk: ORGANIZATIONS, broken: creationsMiscounted },
      { walk: EVENTS, broken: creationsOfNothing },
    ],
  },
  {
    name: 'audit-lines',
    promise: 'An event with a place is in the logs of the organizations of its path, and in no other log.',
    surveys: [
      { walk: EVENTS, broken: eventsWithoutLines },
      { walk: LINES, broken: linesOfOthers },
    ],
  },
  {
    name: 'audit-order',
    promise: 'Events have their places without a gap, and the last one is the one that was given last.',
    statements: [gapsInOrder()],
  },
];

function creationsMiscounted(range: WalkRange) {
  const events = (action: string) => `(SELECT COUNT(*) FROM audit_events a FORCE INDEX (ix_audit_events_own_action)
    WHERE a.organization_id = o.id AND a.action = '${action}')`;
  return sql<BrokenRow>(
    `SELECT s.id AS subject, CONCAT('events of its creation: ', s.own, ', of enterprises: ', s.events, ' for ', s.rows_kept) AS found
      FROM (SELECT o.id, ${events('organization.created')} AS own, ${events('enterprise.created')} AS events,
          (SELECT COUNT(*) FROM enterprises e FORCE INDEX (ix_enterprises_organization) WHERE e.organization_id = o.id)
          + (SELECT COUNT(*) FROM deleted_enterprises d WHERE d.organization_id = o.id) AS rows_kept
        FROM organizations o WHERE ${range.sql}) s
      WHERE s.own > 1 OR s.events > s.rows_kept
        OR (${ALL_EVENTS_KEPT} AND (s.own < 1 OR s.events < s.rows_kept)) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function creationsOfNothing(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT a.id AS subject, CONCAT(a.action, ' of ', a.subject_id) AS found FROM audit_events a
      WHERE ${range.sql} AND CASE a.action
        WHEN 'enterprise.created' THEN ${noRow(`enterprises e WHERE e.id = a.subject_id`)}
          AND ${noRow(`deleted_enterprises d WHERE d.id = a.subject_id`)}
        WHEN 'organization.created' THEN ${noRow(`organizations o WHERE o.id = a.subject_id`)}
        WHEN 'user.created' THEN ${noRow(`users u WHERE u.id = a.subject_id`)}
        ELSE 1 = 0 END LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

/** The log of the installation is that of level 0. */
function eventsWithoutLines(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT a.id AS subject, CASE WHEN l.event_id IS NULL THEN CONCAT('lacks a line on level ', n.n)
        ELSE 'has a line, and no place or another action' END AS found
      FROM audit_events a LEFT ${joinOrganization('o', 'a.organization_id')}
      JOIN (${LEVELS_OF_PATH} UNION ALL SELECT 8) n ON n.n <= COALESCE(o.depth, 0)
      LEFT JOIN audit_lines l FORCE INDEX (PRIMARY)
        ON l.organization_id = CASE n.n WHEN 0 THEN '' ELSE SUBSTR(o.path, n.n * 33 - 32, 32) END
        AND l.at = a.at AND l.event_id = a.id
      WHERE ${range.sql} AND ((a.pending_since IS NULL) <> (l.event_id IS NOT NULL) OR l.action <> a.action)
      LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function linesOfOthers(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT l.event_id AS subject, CONCAT('in the log of ', l.organization_id, ' at place ', l.sequence) AS found
      FROM audit_lines l LEFT JOIN audit_events a ON a.id = l.event_id
      LEFT ${joinOrganization('o', 'a.organization_id')}
      LEFT JOIN audit_lines i FORCE INDEX (PRIMARY) ON i.organization_id = '' AND i.at = l.at AND i.event_id = l.event_id
      WHERE ${range.sql} AND (a.id IS NULL OR i.event_id IS NULL OR i.sequence <> l.sequence
        OR COALESCE(o.path, '') NOT LIKE CONCAT('%', l.organization_id, '%')) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function gapsInOrder() {
  return sql<BrokenRow>(
    `SELECT 'the log of the installation' AS subject,
        CONCAT(t.n, ' lines, places ', COALESCE(t.first, 'none'), ' to ', COALESCE(t.last, 'none'),
          ', last given ', COALESCE(s.last_place, 'none'), ', cleared up to ', COALESCE(f.cleared_place, 'none')) AS found
      FROM (SELECT COUNT(*) AS n, MIN(sequence) AS first, MAX(sequence) AS last
        FROM audit_lines WHERE organization_id = '') t
      LEFT JOIN audit_sequence s ON s.id = 1 LEFT JOIN event_feed f ON f.id = 1
      WHERE t.n <> COALESCE(t.last - t.first + 1, 0) OR COALESCE(t.last, f.cleared_place) <> COALESCE(s.last_place, -1)
        OR COALESCE(t.first, s.last_place + 1) <> COALESCE(f.cleared_place, -1) + 1`,
    [],
  );
}
