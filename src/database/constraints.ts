/** Every unique key: its name, its table and its columns. A name, once released, keeps its meaning. */
export const UNIQUE_KEYS = {
  uq_currencies_iso_code: ['currencies', 'iso_code'],
  uq_countries_iso_code2: ['countries', 'iso_code2'],
  uq_countries_iso_code3: ['countries', 'iso_code3'],
  uq_country_states_country_code: ['country_states', 'country_id', 'code'],
  uq_organizations_sub_domain: ['organizations', 'sub_domain'],
  uq_organization_annotations_organization_name_hash: ['organization_annotations', 'organization_id', 'name_hash'],
  uq_users_email_canonical: ['users', 'email_canonical'],
  uq_enterprises_organization_key_hash: ['enterprises', 'organization_id', 'key_hash'],
  uq_deleted_enterprises_organization_key_hash: ['deleted_enterprises', 'organization_id', 'key_hash'],
  uq_third_party_identifiers_enterprise_pair_hash: ['third_party_identifiers', 'enterprise_id', 'pair_hash'],
  uq_access_tokens_secret_hash: ['access_tokens', 'secret_hash'],
  uq_access_token_annotations_access_token_name_hash: ['access_token_annotations', 'access_token_id', 'name_hash'],
  uq_audit_lines_sequence: ['audit_lines', 'organization_id', 'sequence'],
  uq_webhook_endpoints_place: ['webhook_endpoints', 'organization_id', 'place'],
  uq_idempotency_records_key: ['idempotency_records', 'scope_id', 'route', 'key_hash'],
} as const satisfies Record<`uq_${string}`, readonly [table: string, ...columns: string[]]>;

/** Every primary key. MySQL calls each of them PRIMARY, MariaDB without naming the table. */
export const PRIMARY_KEYS = {
  currencies: ['id'],
  countries: ['id'],
  country_states: ['id'],
  organizations: ['id'],
  organization_usage: ['organization_id'],
  organization_holds: ['organization_id', 'source', 'placed_by_organization_id'],
  organization_annotations: ['organization_id', 'position'],
  users: ['id'],
  organization_users: ['organization_id', 'user_id'],
  enterprises: ['id'],
  enterprise_users: ['enterprise_id', 'user_id'],
  third_party_identifiers: ['enterprise_id', 'position'],
  access_tokens: ['id'],
  access_token_annotations: ['access_token_id', 'position'],
  audit_events: ['id'],
  audit_lines: ['organization_id', 'at', 'event_id'],
  audit_sequence: ['id'],
  event_feed: ['id'],
  idempotency_records: ['id'],
  retired_sub_domains: ['sub_domain'],
  enterprise_freezes: ['enterprise_id'],
  enterprise_profiles: ['enterprise_id'],
  deleted_enterprises: ['id'],
  user_reach: ['user_id', 'ancestor_id', 'organization_id'],
  list_blocks: ['kind', 'owner_id', 'level', 'last_id'],
  webhook_endpoints: ['id'],
  webhook_deliveries: ['endpoint_id', 'event_id'],
  webhook_queues: ['endpoint_id'],
} as const satisfies Record<string, readonly string[]>;

/** Every foreign key: its name, its table and column, and the table whose `id` it names. */
export const FOREIGN_KEYS = {
  fk_country_states_country: ['country_states', 'country_id', 'countries'],
  fk_organizations_parent: ['organizations', 'parent_id', 'organizations'],
  fk_organizations_currency: ['organizations', 'currency_id', 'currencies'],
  fk_organizations_country: ['organizations', 'country_id', 'countries'],
  fk_organizations_country_state: ['organizations', 'country_state_id', 'country_states'],
  fk_organization_usage_organization: ['organization_usage', 'organization_id', 'organizations'],
  fk_organization_holds_organization: ['organization_holds', 'organization_id', 'organizations'],
  fk_organization_annotations_organization: ['organization_annotations', 'organization_id', 'organizations'],
  fk_organization_users_organization: ['organization_users', 'organization_id', 'organizations'],
  fk_organization_users_user: ['organization_users', 'user_id', 'users'],
  fk_enterprises_organization: ['enterprises', 'organization_id', 'organizations'],
  fk_enterprises_user: ['enterprises', 'user_id', 'users'],
  fk_enterprise_users_enterprise: ['enterprise_users', 'enterprise_id', 'enterprises'],
  fk_enterprise_users_user: ['enterprise_users', 'user_id', 'users'],
  fk_third_party_identifiers_enterprise: ['third_party_identifiers', 'enterprise_id', 'enterprises'],
  fk_access_tokens_organization: ['access_tokens', 'organization_id', 'organizations'],
  fk_access_tokens_user: ['access_tokens', 'user_id', 'users'],
  fk_access_token_annotations_access_token: ['access_token_annotations', 'access_token_id', 'access_tokens'],
  fk_enterprise_freezes_enterprise: ['enterprise_freezes', 'enterprise_id', 'enterprises'],
  fk_enterprise_profiles_enterprise: ['enterprise_profiles', 'enterprise_id', 'enterprises'],
  fk_deleted_enterprises_organization: ['deleted_enterprises', 'organization_id', 'organizations'],
  fk_deleted_enterprises_keyed_user: ['deleted_enterprises', 'keyed_user_id', 'users'],
  fk_retired_sub_domains_organization: ['retired_sub_domains', 'organization_id', 'organizations'],
} as const satisfies Record<`fk_${string}`, readonly [table: string, column: string, target: string]>;

/** Every other index. Lists name theirs in a `FORCE INDEX`, because MariaDB would page in linear time otherwise. */
export const INDEXES = {
  ix_organizations_living: ['organizations', 'parent_id', 'deleted_at', 'id'],
  ix_organization_annotations_pair: ['organization_annotations', 'parent_id', 'pair_hash', 'organization_id'],
  ix_organization_users_user: ['organization_users', 'user_id', 'organization_id'],
  ix_organization_users_role: ['organization_users', 'organization_id', 'role', 'user_id'],
  ix_enterprises_organization: ['enterprises', 'organization_id', 'id'],
  ix_enterprises_name: ['enterprises', 'organization_id', 'name_search', 'id'],
  ix_enterprises_account_type: ['enterprises', 'organization_id', 'account_type', 'id'],
  ix_enterprises_user_email: ['enterprises', 'user_id', 'email_digest', 'id'],
  ix_enterprise_freezes_organization: ['enterprise_freezes', 'organization_id', 'expires_at'],
  ix_enterprise_users_user: ['enterprise_users', 'user_id', 'organization_id', 'enterprise_id'],
  ix_retired_sub_domains_organization: ['retired_sub_domains', 'organization_id', 'since'],
  ix_deleted_enterprises_keyed_user: ['deleted_enterprises', 'keyed_user_id'],
  ix_third_party_identifiers_pair: ['third_party_identifiers', 'organization_id', 'pair_hash', 'enterprise_id'],
  ix_access_tokens_organization: ['access_tokens', 'organization_id', 'id'],
  ix_access_tokens_living: ['access_tokens', 'organization_id', 'revoked_at', 'id'],
  ix_access_token_annotations_pair: ['access_token_annotations', 'holder_id', 'pair_hash', 'access_token_id'],
  ix_access_tokens_user: ['access_tokens', 'user_id', 'id'],
  ix_audit_events_own: ['audit_events', 'organization_id', 'at', 'id'],
  ix_audit_events_own_action: ['audit_events', 'organization_id', 'action', 'at', 'id'],
  ix_audit_events_pending: ['audit_events', 'pending_since', 'id'],
  ix_audit_lines_action: ['audit_lines', 'organization_id', 'action', 'at', 'event_id'],
  ix_idempotency_records_key: ['idempotency_records', 'key_hash'],
  ix_webhook_endpoints_organization: ['webhook_endpoints', 'organization_id', 'id'],
  ix_webhook_deliveries_due: ['webhook_deliveries', 'state', 'endpoint_id', 'next_attempt_at'],
  ix_webhook_deliveries_state: ['webhook_deliveries', 'endpoint_id', 'state', 'event_id'],
  ix_webhook_deliveries_finished: ['webhook_deliveries', 'finished_at'],
  ix_webhook_queues_due: ['webhook_queues', 'lane', 'due_at'],
} as const satisfies Record<`ix_${string}`, readonly [table: string, ...columns: string[]]>;

/** What every primary key is called in an error, on every database. */
export const PRIMARY = 'PRIMARY';

export type UniqueKeyName = keyof typeof UNIQUE_KEYS;
export type ForeignKeyName = keyof typeof FOREIGN_KEYS;
export type IndexName = keyof typeof INDEXES;
/** What a duplicate can have broken. */
export type KeyName = UniqueKeyName | typeof PRIMARY;

const columnList = (table: string, columns: readonly string[]) =>
  columns.map((column) => `${table}.${column}`).join(', ');

/**
 * For SQLite, which names a broken key by its columns: `UNIQUE constraint failed: ` is followed by a key of this
 * map, such as `enterprises.organization_id, enterprises.key_hash`.
 */
export const KEY_BY_COLUMNS: ReadonlyMap<string, KeyName> = new Map<string, KeyName>([
  ...Object.entries(UNIQUE_KEYS).map(
    ([name, [table, ...columns]]) => [columnList(table, columns), name as UniqueKeyName] as const,
  ),
  ...Object.entries(PRIMARY_KEYS).map(([table, columns]) => [columnList(table, columns), PRIMARY] as const),
]);

/** Whether a text, such as the one in MySQL's `for key '…'` without its table, is the name of one of these keys. */
export function isKeyName(name: string): name is KeyName {
  return name === PRIMARY || name in UNIQUE_KEYS;
}

/** Whether a text, such as the one in MySQL's ``CONSTRAINT `…` ``, is the name of one of these foreign keys. */
export function isForeignKeyName(name: string): name is ForeignKeyName {
  return name in FOREIGN_KEYS;
}
