import type { OperationDoc } from '../http/openapi/operation.js';
import { closed, idText as id, listOf, text, textOrNull, unixTime } from '../http/openapi/schemas.js';

const event = closed({
  id,
  at: unixTime,
  action: { ...text, description: 'Dotted, past tense: `organization.created`.' },
  actor: closed({
    kind: { type: 'string', enum: ['operator', 'organization', 'user', 'system'] },
    id: { ...textOrNull, description: "The id of the token that was used; null for the operator's." },
  }),
  request_id: { ...text, description: 'The `X-Request-Id` of the call that did it.' },
  ip: textOrNull,
  subject: closed({ type: text, id }),
  data: { type: 'object', description: 'Ids, codes and numbers; which ones depends on the action.' },
});

export const LIST_AUDIT_EVENTS: OperationDoc = {
  summary: 'List audit events of an organization',
  description: `What was done to an organization and what belongs to it, by whom, the newest first. Every event was written in the transaction that did the deed.

Read on with \`cursor\` until \`next_cursor\` is null: every event that was there when you began comes exactly once, however many are written meanwhile. \`after\` and \`before\` are unix seconds; an event at \`after\` is told and one at \`before\` is not, so that windows that meet neither miss an event nor tell one twice.

Of the operator's deeds nobody but the operator is told which token it was, and from where.`,
  answer: {
    description: 'One page of events.',
    schema: closed({ audit_events: listOf(event), next_cursor: textOrNull }),
    example: {
      audit_events: [
        {
          id: '019aa3c0b1f27001a3b4c5d6e7f80912',
          at: 1795347260,
          action: 'token.created',
          actor: { kind: 'organization', id: '019aa3c0b1f2700093b4c5d6e7f80911' },
          request_id: '01a2030921c870009a3acea5380f052a',
          ip: '192.0.2.7',
          subject: { type: 'access_token', id: '019aa3c0b1f27002b3b4c5d6e7f80913' },
          data: { kind: 'organization', scopes: 'enterprises' },
        },
      ],
      next_cursor: null,
    },
  },
};
