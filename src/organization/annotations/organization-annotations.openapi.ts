import type { OperationDoc } from '../../http/docs/operation.js';
import { objectSchema, arraySchema, stringSchema, nullableStringSchema } from '../../http/validation/fields/schemas.js';

/** Annotations, in the order in which they were given. */
export const annotationsSchema = arraySchema(objectSchema({ key: stringSchema, value: nullableStringSchema }));

const headers = { ETag: 'Names the state that is shown, for `If-Match`: it changes with every change.' };

export const GET_ANNOTATIONS: OperationDoc = {
  summary: 'Get annotations',
  description: 'What is noted about an organization, a root or a managed one.',
  answer: {
    description: 'The annotations, in the order they were given in.',
    schema: objectSchema({ annotations: annotationsSchema }),
    example: { annotations: [{ key: 'plan', value: 'gold' }] },
  },
  headers,
};

export const REPLACE_ANNOTATIONS: OperationDoc = {
  summary: 'Replace annotations',
  description:
    'Puts these annotations in the place of all that there are; an empty list removes them. At most 50, with keys of 1 to 100 characters, each once, and values of at most 1000 characters or null. Send the `ETag` you have read as `If-Match`, and no other caller’s change is lost.',
  request: { annotations: [{ key: 'plan', value: 'gold' }, { key: 'trial' }] },
  answer: {
    description: 'The annotations as this change has left them.',
    schema: objectSchema({ annotations: annotationsSchema }),
    example: {
      annotations: [
        { key: 'plan', value: 'gold' },
        { key: 'trial', value: null },
      ],
    },
  },
  headers,
};
