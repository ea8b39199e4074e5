import { newId } from '../../common/ids.js';
import type { Tx } from '../../database/statement.js';
import { type Organization, PATH_SEPARATOR } from '../organization.js';

/** What is known of an organization before it has an id. */
interface Beginning {
  readonly parent?: Organization;
  readonly name: string;
  readonly subDomain: string;
  readonly activated: boolean;
  readonly currencyId: string;
  /** Its parent's where it has one. */
  readonly countryId?: string;
  readonly countryStateId?: string;
  readonly enterpriseNameSuffix?: string;
}

/** An organization that is about to be written. It inherits its parent's country, and neither billing nor state. */
export function newOrganization(beginning: Beginning): Organization {
  const { parent } = beginning;
  const id = newId();
  const now = Date.now();
  return {
    id,
    parentId: parent?.id ?? null,
    path: [...(parent?.path ?? []), id],
    depth: (parent?.depth ?? 0) + 1,
    managed: parent !== undefined,
    version: 1,
    name: beginning.name,
    subDomain: beginning.subDomain,
    createdAt: now,
    activatedAt: beginning.activated ? now : null,
    suspended: false,
    billingName: null,
    address1: null,
    address2: null,
    address3: null,
    address4: null,
    postcode: null,
    vatNumber: null,
    phoneNumber: null,
    currencyId: beginning.currencyId,
    countryId: parent?.countryId ?? beginning.countryId ?? null,
    countryStateId: parent?.countryStateId ?? beginning.countryStateId ?? null,
    enterpriseNameSuffix: beginning.enterpriseNameSuffix ?? null,
    defaultAccountType: null,
  };
}

/** Queues the row of a new organization. Everything that is not named here begins as NULL, 0 or 1 by the schema. */
export function addOrganization(tx: Tx, organization: Organization): void {
  tx.queue({
    sql: `INSERT INTO organizations (id, parent_id, path, depth, managed, name, sub_domain, created_at, activated_at,
      holds, version, currency_id, country_id, country_state_id, enterprise_name_suffix)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?)`,
    params: [
      organization.id,
      organization.parentId,
      organization.path.join(PATH_SEPARATOR),
      organization.depth,
      organization.managed ? 1 : 0,
      organization.name,
      organization.subDomain,
      organization.createdAt,
      organization.activatedAt,
      organization.currencyId,
      organization.countryId,
      organization.countryStateId,
      organization.enterpriseNameSuffix,
    ],
    foreignKey: 'fk_organizations_parent',
  });
}
