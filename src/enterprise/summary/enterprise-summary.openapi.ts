import type { OperationDoc } from '../../http/docs/operation.js';
import { objectSchema } from '../../http/validation/fields/schemas.js';

const verification = objectSchema({
  unverified: { type: 'integer' },
  approved: { type: 'integer' },
  rejected: { type: 'integer' },
  pending: { type: 'integer' },
});
const verified = (unverified: number) => ({ unverified, approved: 0, rejected: 0, pending: 0 });

export const GET_ENTERPRISES_SUMMARY: OperationDoc = {
  summary: 'Count the enterprises of an organization',
  description:
    'Exact, and of the organization itself alone. `frozenCount` are those that are frozen at the moment; `deletedCount` are counted nowhere else. There are no archived and no verified ones here.',
  answer: {
    description: 'The numbers.',
    schema: objectSchema({
      inventory: objectSchema({
        totalCount: { type: 'integer', description: 'Active and archived ones.' },
        activeCount: { type: 'integer' },
        archivedCount: { type: 'integer', const: 0 },
        frozenCount: { type: 'integer' },
        deletedCount: { type: 'integer' },
      }),
      byVerificationState: verification,
      byAccountTypeAndVerificationState: objectSchema({ individual: verification, entity: verification }),
    }),
    example: {
      inventory: { totalCount: 3, activeCount: 3, archivedCount: 0, frozenCount: 1, deletedCount: 0 },
      byVerificationState: verified(3),
      byAccountTypeAndVerificationState: { individual: verified(2), entity: verified(1) },
    },
  },
};
