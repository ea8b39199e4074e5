import type { DeletionStep } from '../common/errors.js';

/** What is left below an organization. */
export interface LeftBelow {
  readonly managedOrganizations: boolean;
  readonly enterprises: boolean;
}

/** The published steps beside managed organizations, in their order: about resources that this service does not have. */
const WITHOUT_RESOURCES = [
  'virtual_machines',
  'disks',
  'file_storage_volumes',
  'disk_backup_policies',
  'isos',
  'disk_templates',
  'load_balancers',
  'dns_zones',
  'empty_trash',
  'virtual_networks',
  'ip_addresses',
  'object_storage',
  'ensure_zero_balance',
  'ensure_no_outstanding_invoices',
] as const;

/** Every step by its published name, in the published order; the last is this service's own. */
export const DELETION_STEPS = ['managed_organizations', ...WITHOUT_RESOURCES, 'enterprises'] as const;

export type DeletionSteps = Readonly<Record<(typeof DELETION_STEPS)[number], DeletionStep>>;

/** What must be done before an organization can be deleted (core-v1.md §4.5). */
export function deletionSteps(left: LeftBelow): DeletionSteps {
  const none = { satisfied: true, description: 'Nothing to do: this service keeps none' };
  return {
    managed_organizations: { satisfied: !left.managedOrganizations, description: 'Delete all managed organizations' },
    ...(Object.fromEntries(WITHOUT_RESOURCES.map((step) => [step, none])) as Record<
      (typeof WITHOUT_RESOURCES)[number],
      DeletionStep
    >),
    enterprises: { satisfied: !left.enterprises, description: 'Remove all enterprises' },
  };
}

/** Whether all steps are satisfied. */
export function areSatisfied(steps: DeletionSteps): boolean {
  return Object.values(steps).every(({ satisfied }) => satisfied);
}
