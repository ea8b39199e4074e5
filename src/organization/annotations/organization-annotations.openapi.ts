import type { OperationDoc } from '../../http/docs/operation.js';
import { AnnotationsAnswer } from './organization-annotations.response.js';

/** Annotations, in the order in which they were given. */
const headers = { ETag: 'Names the state that is shown, for `If-Match`: it changes with every change.' };

export const GET_ANNOTATIONS: OperationDoc<AnnotationsAnswer> = {
  operationId: 'getAnnotations',
  summary: 'Get annotations',
  description: 'What is noted about an organization, a root or a managed one.',
  answer: {
    description: 'The annotations, in the order they were given in.',
    type: AnnotationsAnswer,
  },
  headers,
};

export const REPLACE_ANNOTATIONS: OperationDoc<AnnotationsAnswer> = {
  operationId: 'replaceAnnotations',
  summary: 'Replace annotations',
  description:
    'Puts these annotations in the place of all that there are; an empty list removes them. At most 50, with keys of 1 to 100 characters, each once, and values of at most 1000 characters or null. Send the `ETag` you have read as `If-Match`, and no other caller’s change is lost.',
  request: { annotations: [{ key: 'plan', value: 'gold' }, { key: 'trial' }] },
  answer: {
    description: 'The annotations as this change has left them.',
    type: AnnotationsAnswer,
  },
  headers,
};
