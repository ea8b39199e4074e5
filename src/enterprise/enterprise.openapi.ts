import type { OperationDoc } from '../http/openapi/operation.js';
import { closed, cuttable, listOf, text } from '../http/openapi/schemas.js';

const ID = '59cd72485007a239fb00282ed480da1f';
const OTHER_ID = '6854341f9b1b4a0d8f0e2c7a5d3b9e10';
const id = { type: 'string', pattern: '^[0-9a-f]{32}$', minLength: 1 };

export const CREATE_ENTERPRISE: OperationDoc = {
  summary: 'Create an enterprise for an organization',
  description: `Creates an enterprise in the organization, and a user for the email if there is none; that user and \`additionalAdmins\`, who must be visible to the organization, become its admins.

**Idempotent.** The \`idempotencyKey\` is the enterprise's for ever: the same key with the same meaning answers the first ids and writes nothing (\`Idempotent-Replayed: true\`); with another meaning it is a conflict that names the fields, and when its enterprise was deleted it makes no other: that is a conflict too, with the id. An error never binds a key. Twenty copies at once make one enterprise and twenty equal answers.`,
  request: {
    email: 'ada@example.com',
    idempotencyKey: 'order-4711',
    additionalAdmins: [],
    thirdPartyIdentifier: [{ id: 'C-1001', label: 'crm' }],
  },
  answer: {
    description: 'The enterprise and its user, new or as first answered.',
    schema: {
      type: 'object',
      required: ['enterpriseId', 'userId'],
      additionalProperties: false,
      properties: { enterpriseId: id, userId: id },
    },
    example: { enterpriseId: ID, userId: OTHER_ID },
  },
  headers: { 'Idempotent-Replayed': '`true` where the key was used before and nothing was written.' },
};

const stub = closed({ id, name: { type: 'string', minLength: 1 } });

const page: OperationDoc['answer'] = {
  description: 'A page of enterprises.',
  schema: {
    type: 'object',
    required: ['enterprises'],
    additionalProperties: false,
    properties: {
      enterprises: listOf(stub),
      nextBatchPrevId: { ...id, description: 'The last id of this page. Absent on the last page.' },
      nextSearchAfter: { ...text, description: 'Where a search goes on, as `searchAfter`. Absent on the last page.' },
    },
  },
  example: { enterprises: [{ id: ID, name: 'ada@example.com' }], nextBatchPrevId: ID },
};

export const LIST_ENTERPRISES: OperationDoc = {
  summary: 'List the enterprises of an organization',
  description: `Oldest first, by pages: send \`nextBatchPrevId\` as \`prevId\` to go on; it is absent on the last page. Who reads all pages meets every enterprise that was there at the beginning, and once.

With \`idempotencyKey\` it finds the enterprise that was created with that key, or none: the way to learn what became of a call whose answer was lost. When that enterprise was deleted, it is a conflict with its id. With \`thirdPartyLabel\` and \`thirdPartyId\` it lists those that another system knows by this name.

With \`search\`, the beginning of a name in any case or an id, it lists by name and then the oldest first; such a list goes on with \`nextSearchAfter\` as \`searchAfter\`, and takes no \`prevId\`. White space at the end of \`search\` says nothing.

\`accountType\`, \`kycState\` and \`businessModel\` go with all of these. Every enterprise here is \`unverified\` and a \`cryptoAsAServiceChild\`: filters that name others find none.`,
  answer: page,
};

export const SEARCH_ENTERPRISES: OperationDoc = {
  summary: "Search the caller's own enterprises in an organization",
  description: `For a user those in which he has a role, customers of the organization included; for other tokens all of the organization. Without \`q\` oldest first, by pages with \`prevId\`; with \`q\`, the beginning of a name in any case or an id, by name, and on with \`nextSearchAfter\` as \`searchAfter\`. White space at the end of \`q\` says nothing.`,
  answer: page,
};

export const LIST_OWN_ENTERPRISES: OperationDoc = {
  summary: "List the caller's own enterprises",
  description: `Oldest first: for a user those in which the user has a role, for an organization's token those of that organization, for the operator all. Where there are more than 1000, or than \`limit\`, the list is cut: \`nextBatchPrevId\`, sent as \`prevId\`, gets the part behind it, to the end. Of a user in several organizations the parts are taken organization by organization. A user is not shown what would be refused: enterprises of organizations that are suspended or not activated.`,
  answer: {
    description: 'The enterprises.',
    schema: cuttable('nextBatchPrevId', { enterprises: listOf(stub) }),
    example: { enterprises: [{ id: ID, name: 'ada@example.com' }] },
  },
};
