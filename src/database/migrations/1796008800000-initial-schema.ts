import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  type TableForeignKeyOptions,
  type TableOptions,
} from 'typeorm';

/**
 * The schema of the first release, on both databases. It says everything by itself and imports nothing of ours, so that
 * no later change of the code changes what it makes. Later changes of the schema are migrations of their own.
 *
 * What is made of hex digits is ASCII and compared byte by byte on MySQL; all other text is utf8mb4 and compared by code
 * points, so that no key merges two values. A foreign key must have the character set of its target.
 */
export class InitialSchema1796008800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const options of tables(runner.dataSource.options.type !== 'better-sqlite3')) {
      const table = new Table(options);
      // The row format is named, since only DYNAMIC has room for the longest indexes (3,072 bytes; COMPACT has 767).
      table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
      await runner.createTable(table, true);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables(false).toReversed()) await runner.dropTable(name, true);
  }
}

type More = Pick<TableColumnOptions, 'isPrimary' | 'isNullable' | 'default'>;

function tables(onMySql: boolean): TableOptions[] {
  const ascii = (name: string, length: number, more: More = {}): TableColumnOptions => ({
    ...{ name, type: 'varchar', length: String(length), ...more },
    ...(onMySql && { charset: 'ascii', collation: 'ascii_bin' }),
  });
  const unicode = onMySql ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {};
  const text = (name: string, length: number, more: More = {}): TableColumnOptions => ({
    ...{ name, type: 'varchar', length: String(length), ...more },
    ...unicode,
  });
  const longText = (name: string, more: More = {}): TableColumnOptions => ({ name, type: 'text', ...more, ...unicode });

  return [
    {
      name: 'currencies',
      columns: [ascii('id', 32, { isPrimary: true }), text('name', 100), text('iso_code', 3), text('symbol', 10)],
      uniques: [{ name: 'uq_currencies_iso_code', columnNames: ['iso_code'] }],
    },
    {
      name: 'countries',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        text('name', 100),
        text('iso_code2', 2),
        text('iso_code3', 3),
        text('time_zone', 64, { isNullable: true }),
        number('eu', 'tinyint'),
      ],
      uniques: [
        { name: 'uq_countries_iso_code2', columnNames: ['iso_code2'] },
        { name: 'uq_countries_iso_code3', columnNames: ['iso_code3'] },
      ],
    },
    {
      name: 'country_states',
      columns: [ascii('id', 32, { isPrimary: true }), ascii('country_id', 32), text('name', 150), text('code', 3)],
      uniques: [{ name: 'uq_country_states_country_code', columnNames: ['country_id', 'code'] }],
      foreignKeys: [references('fk_country_states_country', 'country_id', 'countries')],
    },
    {
      name: 'organizations',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        ascii('parent_id', 32, { isNullable: true }),
        ascii('path', 263),
        number('depth', 'integer'),
        number('managed', 'tinyint'),
        text('name', 255),
        text('sub_domain', 63),
        number('created_at', 'bigint'),
        number('activated_at', 'bigint', { isNullable: true }),
        number('deleted_at', 'bigint', { isNullable: true }),
        number('holds', 'integer', { default: 0 }),
        number('version', 'integer', { default: 1 }),
        text('billing_name', 255, { isNullable: true }),
        text('address1', 255, { isNullable: true }),
        text('address2', 255, { isNullable: true }),
        text('address3', 255, { isNullable: true }),
        text('address4', 255, { isNullable: true }),
        text('postcode', 32, { isNullable: true }),
        text('vat_number', 64, { isNullable: true }),
        text('phone_number', 64, { isNullable: true }),
        ascii('currency_id', 32),
        ascii('country_id', 32, { isNullable: true }),
        ascii('country_state_id', 32, { isNullable: true }),
        text('enterprise_name_suffix', 64, { isNullable: true }),
        text('default_account_type', 16, { isNullable: true }),
      ],
      uniques: [{ name: 'uq_organizations_sub_domain', columnNames: ['sub_domain'] }],
      indices: [{ name: 'ix_organizations_living', columnNames: ['parent_id', 'deleted_at', 'id'] }],
      foreignKeys: [
        references('fk_organizations_parent', 'parent_id', 'organizations'),
        references('fk_organizations_currency', 'currency_id', 'currencies'),
        references('fk_organizations_country', 'country_id', 'countries'),
        references('fk_organizations_country_state', 'country_state_id', 'country_states'),
      ],
    },
    {
      name: 'organization_usage',
      columns: [
        ascii('organization_id', 32, { isPrimary: true }),
        number('managed_count', 'integer'),
        number('managed_limit', 'integer', { isNullable: true }),
      ],
      foreignKeys: [references('fk_organization_usage_organization', 'organization_id', 'organizations')],
    },
    {
      name: 'organization_holds',
      columns: [
        ascii('organization_id', 32, { isPrimary: true }),
        text('source', 16, { isPrimary: true }),
        ascii('placed_by_organization_id', 32, { isPrimary: true }),
        text('reason', 1000, { isNullable: true }),
        number('since', 'bigint'),
        text('by', 255),
      ],
      foreignKeys: [references('fk_organization_holds_organization', 'organization_id', 'organizations')],
    },
    {
      name: 'organization_annotations',
      columns: [
        ascii('organization_id', 32, { isPrimary: true }),
        number('position', 'integer', { isPrimary: true }),
        ascii('parent_id', 32),
        text('name', 100),
        text('value', 1000, { isNullable: true }),
        ascii('name_hash', 64),
        ascii('pair_hash', 64),
      ],
      uniques: [
        { name: 'uq_organization_annotations_organization_name_hash', columnNames: ['organization_id', 'name_hash'] },
      ],
      indices: [
        { name: 'ix_organization_annotations_pair', columnNames: ['parent_id', 'pair_hash', 'organization_id'] },
      ],
      foreignKeys: [references('fk_organization_annotations_organization', 'organization_id', 'organizations')],
    },
    {
      name: 'users',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        text('email', 254, { isNullable: true }),
        text('email_canonical', 320, { isNullable: true }),
        text('first_name', 255, { isNullable: true }),
        text('last_name', 255, { isNullable: true }),
        number('created_at', 'bigint'),
        number('erased_at', 'bigint', { isNullable: true }),
        number('version', 'integer', { default: 1 }),
      ],
      uniques: [{ name: 'uq_users_email_canonical', columnNames: ['email_canonical'] }],
    },
    {
      name: 'organization_users',
      columns: [
        ascii('organization_id', 32, { isPrimary: true }),
        ascii('user_id', 32, { isPrimary: true }),
        text('role', 16),
        number('created_at', 'bigint'),
        number('accepted', 'tinyint', { default: 0 }),
      ],
      indices: [
        { name: 'ix_organization_users_user', columnNames: ['user_id', 'organization_id'] },
        { name: 'ix_organization_users_role', columnNames: ['organization_id', 'role', 'user_id'] },
      ],
      foreignKeys: [
        references('fk_organization_users_organization', 'organization_id', 'organizations'),
        references('fk_organization_users_user', 'user_id', 'users'),
      ],
    },
    {
      name: 'enterprises',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        ascii('organization_id', 32),
        ascii('user_id', 32),
        text('name', 320),
        text('name_search', 320),
        text('account_type', 16),
        number('is_caas', 'tinyint'),
        number('version', 'integer', { default: 1 }),
        number('created_at', 'bigint'),
        ascii('key_hash', 64),
        ascii('email_digest', 64, { isNullable: true }),
        ascii('admins_digest', 64),
        ascii('identifiers_digest', 64, { isNullable: true }),
        text('given_account_type', 16, { isNullable: true }),
        number('given_is_caas', 'tinyint', { isNullable: true }),
      ],
      uniques: [{ name: 'uq_enterprises_organization_key_hash', columnNames: ['organization_id', 'key_hash'] }],
      indices: [
        { name: 'ix_enterprises_organization', columnNames: ['organization_id', 'id'] },
        { name: 'ix_enterprises_name', columnNames: ['organization_id', 'name_search', 'id'] },
        { name: 'ix_enterprises_user_email', columnNames: ['user_id', 'email_digest', 'id'] },
        { name: 'ix_enterprises_account_type', columnNames: ['organization_id', 'account_type', 'id'] },
      ],
      foreignKeys: [
        references('fk_enterprises_organization', 'organization_id', 'organizations'),
        references('fk_enterprises_user', 'user_id', 'users'),
      ],
    },
    {
      name: 'enterprise_users',
      columns: [
        ascii('enterprise_id', 32, { isPrimary: true }),
        ascii('user_id', 32, { isPrimary: true }),
        ascii('organization_id', 32),
        text('role', 16),
        number('created_at', 'bigint'),
      ],
      indices: [{ name: 'ix_enterprise_users_user', columnNames: ['user_id', 'organization_id', 'enterprise_id'] }],
      foreignKeys: [
        references('fk_enterprise_users_enterprise', 'enterprise_id', 'enterprises'),
        references('fk_enterprise_users_user', 'user_id', 'users'),
      ],
    },
    {
      name: 'third_party_identifiers',
      columns: [
        ascii('enterprise_id', 32, { isPrimary: true }),
        number('position', 'integer', { isPrimary: true }),
        ascii('organization_id', 32),
        text('label', 255),
        text('identifier', 255),
        ascii('pair_hash', 64),
      ],
      uniques: [
        { name: 'uq_third_party_identifiers_enterprise_pair_hash', columnNames: ['enterprise_id', 'pair_hash'] },
      ],
      indices: [
        { name: 'ix_third_party_identifiers_pair', columnNames: ['organization_id', 'pair_hash', 'enterprise_id'] },
      ],
      foreignKeys: [references('fk_third_party_identifiers_enterprise', 'enterprise_id', 'enterprises')],
    },
    {
      name: 'access_tokens',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        text('kind', 16),
        ascii('organization_id', 32, { isNullable: true }),
        ascii('user_id', 32, { isNullable: true }),
        text('name', 255),
        ascii('secret_hash', 64),
        text('scopes', 1000),
        text('networks', 2000, { isNullable: true }),
        number('rate_limit', 'integer', { isNullable: true }),
        number('expires_at', 'bigint', { isNullable: true }),
        number('created_at', 'bigint'),
        number('last_used_at', 'bigint', { isNullable: true }),
        number('revoked_at', 'bigint', { isNullable: true }),
        ascii('replaced_by_id', 32, { isNullable: true }),
        ascii('annotations_hash', 64, { isNullable: true }),
        ascii('counted_with_id', 32, { isNullable: true }),
      ],
      uniques: [{ name: 'uq_access_tokens_secret_hash', columnNames: ['secret_hash'] }],
      indices: [
        { name: 'ix_access_tokens_organization', columnNames: ['organization_id', 'id'] },
        { name: 'ix_access_tokens_user', columnNames: ['user_id', 'id'] },
        { name: 'ix_access_tokens_living', columnNames: ['organization_id', 'revoked_at', 'id'] },
      ],
      foreignKeys: [
        references('fk_access_tokens_organization', 'organization_id', 'organizations'),
        references('fk_access_tokens_user', 'user_id', 'users'),
      ],
    },
    {
      name: 'audit_events',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        number('at', 'bigint'),
        text('action', 64),
        text('actor_kind', 16),
        text('actor_id', 255),
        text('request_id', 128),
        text('ip', 45, { isNullable: true }),
        ascii('organization_id', 32, { isNullable: true }),
        text('subject_type', 32),
        ascii('subject_id', 32),
        longText('data'),
        ascii('actor_organization_id', 32, { isNullable: true }),
      ],
      indices: [
        { name: 'ix_audit_events_own', columnNames: ['organization_id', 'at', 'id'] },
        { name: 'ix_audit_events_own_action', columnNames: ['organization_id', 'action', 'at', 'id'] },
      ],
    },
    {
      name: 'idempotency_records',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        ascii('scope_id', 32),
        text('route', 255),
        ascii('key_hash', 64),
        ascii('meaning_hash', 64),
        ascii('subject_id', 32),
        text('sealed', 255, { isNullable: true }),
        number('created_at', 'bigint'),
      ],
      uniques: [{ name: 'uq_idempotency_records_key', columnNames: ['scope_id', 'route', 'key_hash'] }],
      indices: [{ name: 'ix_idempotency_records_key', columnNames: ['key_hash'] }],
    },
    {
      name: 'retired_sub_domains',
      columns: [text('sub_domain', 63, { isPrimary: true }), ascii('organization_id', 32), number('since', 'bigint')],
      indices: [{ name: 'ix_retired_sub_domains_organization', columnNames: ['organization_id', 'since'] }],
      foreignKeys: [references('fk_retired_sub_domains_organization', 'organization_id', 'organizations')],
    },
    {
      name: 'enterprise_freezes',
      columns: [
        ascii('enterprise_id', 32, { isPrimary: true }),
        ascii('organization_id', 32),
        number('at', 'bigint'),
        number('expires_at', 'bigint'),
        text('frozen_by', 255),
        text('thawed_by', 255, { isNullable: true }),
        ascii('frozen_by_organization_id', 32, { isNullable: true }),
      ],
      indices: [{ name: 'ix_enterprise_freezes_organization', columnNames: ['organization_id', 'expires_at'] }],
      foreignKeys: [references('fk_enterprise_freezes_enterprise', 'enterprise_id', 'enterprises')],
    },
    {
      name: 'enterprise_profiles',
      columns: [
        ascii('enterprise_id', 32, { isPrimary: true }),
        text('legal_person_name', 255, { isNullable: true }),
        number('users_view_all_wallets', 'tinyint', { default: 0 }),
      ],
      foreignKeys: [references('fk_enterprise_profiles_enterprise', 'enterprise_id', 'enterprises')],
    },
    {
      name: 'access_token_annotations',
      columns: [
        ascii('access_token_id', 32, { isPrimary: true }),
        number('position', 'integer', { isPrimary: true }),
        ascii('holder_id', 32),
        text('name', 100),
        text('value', 1000, { isNullable: true }),
        ascii('name_hash', 64),
        ascii('pair_hash', 64),
      ],
      uniques: [
        { name: 'uq_access_token_annotations_access_token_name_hash', columnNames: ['access_token_id', 'name_hash'] },
      ],
      indices: [
        { name: 'ix_access_token_annotations_pair', columnNames: ['holder_id', 'pair_hash', 'access_token_id'] },
      ],
      foreignKeys: [references('fk_access_token_annotations_access_token', 'access_token_id', 'access_tokens')],
    },
    {
      name: 'audit_lines',
      columns: [
        ascii('organization_id', 32, { isPrimary: true }),
        number('at', 'bigint', { isPrimary: true }),
        ascii('event_id', 32, { isPrimary: true }),
        text('action', 64),
      ],
      indices: [{ name: 'ix_audit_lines_action', columnNames: ['organization_id', 'action', 'at', 'event_id'] }],
    },
    {
      name: 'deleted_enterprises',
      columns: [
        ascii('id', 32, { isPrimary: true }),
        ascii('organization_id', 32),
        ascii('key_hash', 64),
        ascii('keyed_user_id', 32, { isNullable: true }),
        number('deleted_at', 'bigint'),
      ],
      uniques: [{ name: 'uq_deleted_enterprises_organization_key_hash', columnNames: ['organization_id', 'key_hash'] }],
      indices: [{ name: 'ix_deleted_enterprises_keyed_user', columnNames: ['keyed_user_id'] }],
      foreignKeys: [
        references('fk_deleted_enterprises_organization', 'organization_id', 'organizations'),
        references('fk_deleted_enterprises_keyed_user', 'keyed_user_id', 'users'),
      ],
    },
  ];
}

function number(name: string, type: 'tinyint' | 'integer' | 'bigint', more: More = {}): TableColumnOptions {
  return { name, type, ...more };
}

/** It refuses to orphan a row, and deletes nothing along. The action is named because MariaDB would report RESTRICT. */
function references(name: string, column: string, table: string): TableForeignKeyOptions {
  const refuse = { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' };
  return { name, columnNames: [column], referencedTableName: table, referencedColumnNames: ['id'], ...refuse };
}
