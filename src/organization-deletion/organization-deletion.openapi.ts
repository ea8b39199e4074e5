import type { AnswerDoc, OperationDoc } from '../http/docs/operation.js';
import { DeletedAnswer, DeletionStepsAnswer } from './organization-deletion.response.js';

export const GET_DELETION_STEPS: OperationDoc<DeletionStepsAnswer> = {
  operationId: 'getDeletionSteps',
  summary: 'Deletion steps',
  description:
    'What must be done before an organization can be deleted. Two of the steps are about what is kept here: `managed_organizations`, that none is left below it, and `enterprises`, this service’s own step, that it has none. The others are of an infrastructure that is not kept here, and are always satisfied. The steps are asked again when it is deleted, together with everything that is being created below it.',
  headers: { ETag: 'Names the state that is shown.' },
  answer: {
    description: 'Each step, and whether it is satisfied.',
    type: DeletionStepsAnswer,
  },
};

const deleted: AnswerDoc<DeletedAnswer> = {
  description: 'It is deleted.',
  type: DeletedAnswer,
};

export const DELETE_MANAGED_ORGANIZATION: OperationDoc<DeletedAnswer> = {
  operationId: 'deleteManagedOrganization',
  summary: 'Delete managed organization',
  description:
    'Deletes a managed organization for good, from above it: its tokens are revoked, its tree may hold one more, its sub-domain is never issued again, unless its parent has had very many deleted in 30 days. What has anything left below it is 409 with its deletion steps; a root is 409 for every caller; what is deleted already is 404. It is allowed while the organization is suspended. The organization is named as everywhere, in a body as well.',
  request: {},
  answer: deleted,
};

export const DELETE_ORGANIZATION: OperationDoc<DeletedAnswer> = {
  operationId: 'deleteOrganization',
  summary: 'Delete organization',
  description:
    "Deletes a root that has nothing below it for good, or a managed organization: the operator's alone. Its tokens are revoked, roles in it give access to nothing any more, its sub-domain is never issued again; its audit stays. What has anything left below it is 409 with its deletion steps; what is deleted already is 404. It is allowed while the organization is suspended or not activated.",
  request: {},
  answer: deleted,
};
