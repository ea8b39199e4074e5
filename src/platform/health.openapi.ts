import type { OperationDoc } from '../http/docs/operation.js';
import { LiveAnswer, NotReadyAnswer, ReadyAnswer } from './platform.response.js';

export const LIVE: OperationDoc<LiveAnswer> = {
  operationId: 'getLiveness',
  summary: 'Is the process alive?',
  description: 'Asks nothing but the process itself: a restart mends no database.',
  answer: {
    description: 'It answers.',
    type: LiveAnswer,
  },
};

export const READY: OperationDoc<ReadyAnswer, NotReadyAnswer> = {
  operationId: 'getReadiness',
  summary: 'Should requests be sent here?',
  description:
    'Ready when a tenant can be made: the database answers and takes writes, its schema is at least what this build needs and holds the reference data, and the process is not on its way out.',
  answer: {
    description: 'Ready.',
    type: ReadyAnswer,
  },
  otherAnswers: {
    503: {
      description: 'Not ready; `problem` says why.',
      type: NotReadyAnswer,
    },
  },
};
