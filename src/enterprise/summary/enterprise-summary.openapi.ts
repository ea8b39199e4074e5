import type { OperationDoc } from '../../http/docs/operation.js';
import { EnterpriseSummaryResponse } from './enterprise-summary.response.js';

export const GET_ENTERPRISES_SUMMARY: OperationDoc<EnterpriseSummaryResponse> = {
  operationId: 'getEnterprisesSummary',
  summary: 'Count the enterprises of an organization',
  description:
    'Exact, and of the organization itself alone. `frozenCount` are those that are frozen at the moment; `deletedCount` are counted nowhere else. There are no archived and no verified ones here.',
  answer: {
    description: 'The numbers.',
    type: EnterpriseSummaryResponse,
  },
};
