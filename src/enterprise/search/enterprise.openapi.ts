import type { AnswerDoc, OperationDoc } from '../../http/docs/operation.js';
import { EnterpriseListResponse, EnterprisePageResponse } from '../enterprise.response.js';

const page: AnswerDoc<EnterprisePageResponse> = {
  description: 'A page of enterprises.',
  type: EnterprisePageResponse,
};

export const LIST_ENTERPRISES: OperationDoc<EnterprisePageResponse> = {
  operationId: 'listEnterprises',
  summary: 'List the enterprises of an organization',
  description: `Oldest first, by pages: send \`nextBatchPrevId\` as \`prevId\` to go on; it is absent on the last page. Who reads all pages meets every enterprise that was there at the beginning, and once.

With \`idempotencyKey\` it finds the enterprise that was created with that key, or none: the way to learn what became of a call whose answer was lost. When that enterprise was deleted, it is a conflict with its id. With \`thirdPartyLabel\` and \`thirdPartyId\` it lists those that another system knows by this name.

With \`search\`, the beginning of a name in any case or an id, it lists by name and then the oldest first; such a list goes on with \`nextSearchAfter\` as \`searchAfter\`, and takes no \`prevId\`. White space at the end of \`search\` says nothing.

\`accountType\`, \`kycState\` and \`businessModel\` go with all of these. Every enterprise here is \`unverified\` and a \`cryptoAsAServiceChild\`: filters that name others find none.`,
  answer: page,
};

export const SEARCH_ENTERPRISES: OperationDoc<EnterprisePageResponse> = {
  operationId: 'searchEnterprises',
  summary: "Search the caller's own enterprises in an organization",
  description: `For a user those in which the user has a role, customers of the organization included; for other tokens all of the organization. Without \`q\` oldest first, by pages with \`prevId\`; with \`q\`, the beginning of a name in any case or an id, by name, and on with \`nextSearchAfter\` as \`searchAfter\`. White space at the end of \`q\` says nothing.`,
  answer: page,
};

export const LIST_OWN_ENTERPRISES: OperationDoc<EnterpriseListResponse> = {
  operationId: 'listOwnEnterprises',
  summary: "List the caller's own enterprises",
  description: `Oldest first: for a user those in which the user has a role, for an organization's token those of that organization, for the operator all. Where there are more than 1000, or than \`limit\`, the list is cut: \`nextBatchPrevId\`, sent as \`prevId\`, gets the part behind it, to the end. Of a user in several organizations the parts are taken organization by organization. Behind an id of which the user cannot have been shown anything, because the user has no role on the path of its organization and none in an enterprise of it, the list is empty, as behind one that is nowhere: a user who loses the last such role while reading begins again. A user is not shown what would be refused: enterprises of organizations that are suspended or not activated.`,
  answer: {
    description: 'The enterprises.',
    type: EnterpriseListResponse,
  },
};
