import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateOrganizations1795305604000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'organizations',
      columns: [
        column.id('id', { isPrimary: true }),
        column.id('parent_id', { isNullable: true }),
        column.path('path'),
        column.count('depth'),
        column.flag('managed'),
        column.text('name', 255),
        column.text('sub_domain', 63),
        column.time('created_at'),
        column.time('activated_at', { isNullable: true }),
        column.time('deleted_at', { isNullable: true }),
        column.count('holds', { default: 0 }),
        column.count('version', { default: 1 }),
        column.text('billing_name', 255, { isNullable: true }),
        ...[1, 2, 3, 4].map((line) => column.text(`address${line}`, 255, { isNullable: true })),
        column.text('postcode', 32, { isNullable: true }),
        column.text('vat_number', 64, { isNullable: true }),
        column.text('phone_number', 64, { isNullable: true }),
        column.id('currency_id'),
        column.id('country_id', { isNullable: true }),
        column.id('country_state_id', { isNullable: true }),
        column.text('enterprise_name_suffix', 64, { isNullable: true }),
        column.text('default_account_type', 16, { isNullable: true }),
      ],
      uniques: [uniqueKey('uq_organizations_sub_domain')],
      indices: [index('ix_organizations_parent')],
      foreignKeys: [
        foreignKey('fk_organizations_parent'),
        foreignKey('fk_organizations_currency'),
        foreignKey('fk_organizations_country'),
        foreignKey('fk_organizations_country_state'),
      ],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('organizations', true);
  }
}
