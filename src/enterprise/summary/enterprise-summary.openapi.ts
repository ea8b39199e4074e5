import type { OperationDoc } from '../../http/docs/operation.js';
import { EnterpriseSummaryResponse } from './enterprise-summary.response.js';

const verified = (unverified: number) => ({ unverified, approved: 0, rejected: 0, pending: 0 });

export const GET_ENTERPRISES_SUMMARY: OperationDoc<EnterpriseSummaryResponse> = {
  operationId: 'getEnterprisesSummary',
  summary: 'Count the enterprises of an organization',
  description:
    'Exact, and of the organization itself alone. `frozenCount` are those that are frozen at the moment; `deletedCount` are counted nowhere else. There are no archived and no verified ones here.',
  answer: {
    description: 'The numbers.',
    type: EnterpriseSummaryResponse,
    example: {
      inventory: { totalCount: 3, activeCount: 3, archivedCount: 0, frozenCount: 1, deletedCount: 0 },
      byVerificationState: verified(3),
      byAccountTypeAndVerificationState: { individual: verified(2), entity: verified(1) },
    },
  },
};
