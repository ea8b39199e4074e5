import type { AnswerDoc, OperationDoc } from '../../http/docs/operation.js';
import { EnterpriseFreezeResponse, EnterpriseResponse } from './enterprise-profile.response.js';
import { NothingResponse } from '../../http/docs/nothing.response.js';

const enterprise: AnswerDoc<EnterpriseResponse> = {
  description: 'The enterprise.',
  type: EnterpriseResponse,
};

const ETAG = { ETag: 'Names the state that is shown, for `If-Match`.' };

export const GET_ENTERPRISE: OperationDoc<EnterpriseResponse> = {
  operationId: 'getEnterprise',
  summary: 'Get an enterprise',
  description:
    'Every member that the published document requires is there. Those about wallets, licences, agreements and verification are the same for every enterprise, since nothing of them is held here.',
  answer: enterprise,
  headers: ETAG,
};

export const UPDATE_ENTERPRISE: OperationDoc<EnterpriseResponse> = {
  operationId: 'updateEnterprise',
  summary: 'Change an enterprise',
  description:
    'What is left out stays as it is, and what it is already changes nothing. The name cannot be changed. `approvalsRequired` takes 1 alone: a change is done when it is answered, and needs no approval. A frozen enterprise cannot be changed.',
  request: { legalIdentifiers: { legalPersonName: 'Ada Lovelace' }, usersViewAllWallets: true },
  answer: enterprise,
  headers: ETAG,
};

const freeze: AnswerDoc<EnterpriseFreezeResponse> = {
  description: 'The freeze; nothing where there has been none.',
  type: EnterpriseFreezeResponse,
};

export const FREEZE_ENTERPRISE: OperationDoc<EnterpriseFreezeResponse> = {
  operationId: 'freezeEnterprise',
  summary: 'Freeze an enterprise',
  description:
    'For `duration` seconds, as a number or its digits, its profile and its users cannot be changed; then it thaws by itself. Freezing a frozen one puts its end off, and never brings it forward.',
  request: { duration: 3600 },
  answer: freeze,
};

export const THAW_ENTERPRISE: OperationDoc<EnterpriseFreezeResponse> = {
  operationId: 'thawEnterprise',
  summary: 'Thaw an enterprise',
  description:
    "Ends a freeze ahead of its time: the operator's alone, whatever the state of the organization. What is not frozen stays as it is.",
  answer: freeze,
};

export const DELETE_ENTERPRISE: OperationDoc<NothingResponse> = {
  operationId: 'deleteEnterprise',
  summary: 'Delete an enterprise',
  description:
    "Deletes an enterprise for good, with its profile, its third-party identifiers and the roles in it: the operator's alone, whatever the state of the organization. Its users stay, and so does its audit. While it is frozen, or has more than 1,000 users, it is 409 with what is to be done first. Its `idempotencyKey` creates no other enterprise, and is refused as spent.",
  answer: { description: 'It is deleted.', type: NothingResponse },
};
