import type { OperationDoc } from '../http/docs/operation.js';
import { AuditEventPage } from './audit-log.response.js';

const READING = `Every event was written in the transaction that made the change. Read on with \`cursor\` until \`next_cursor\` is null: every event that was there when you began comes exactly once, however many are written meanwhile.

\`after\` and \`before\` are unix seconds; an event at \`after\` is included and one at \`before\` is not. An event has the time at which it was written, by the database's clock. A list with \`before\` waits for what is being written in its window, so a window that has ended is complete: windows that meet give each event once, however long a write had waited. End them two seconds ago or earlier, since clocks differ. Where a write takes too long it is 503: ask again.`;

export const LIST_AUDIT_EVENTS: OperationDoc<AuditEventPage> = {
  operationId: 'listAuditEvents',
  summary: 'List audit events of an organization and all below it',
  description: `What was done in an organization and in everything below it, by whom, the newest first; with \`only=self\` what is about the organization itself alone. ${READING}

Those who acted from above the reader are named by their kind alone, without \`id\` and \`ip\`. They are the operator, the tokens of organizations above, and users who had a role in one of these when they acted, even if they also had one further down. Roles that are given or taken later change nothing: by adding a person an organization learns nothing about that person's earlier acts. Each organization so knows its own users and tokens and those below it.`,
  answer: {
    description: 'One page of events.',
    type: AuditEventPage,
  },
};

export const LIST_ALL_AUDIT_EVENTS: OperationDoc<AuditEventPage> = {
  ...LIST_AUDIT_EVENTS,
  operationId: 'listAllAuditEvents',
  summary: 'List all audit events',
  description: `What was done in the whole installation, by whom, the newest first; what is no organization's too, such as operators' tokens. The operator's. ${READING}`,
};
