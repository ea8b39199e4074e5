import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, type TableOptions } from 'typeorm';

/** Adds the endpoints of webhooks, and the deliveries to them. */
export class Webhooks1796130000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await create(runner, endpoints(runner));
    await create(runner, deliveries(runner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('webhook_deliveries', true);
    await runner.dropTable('webhook_endpoints', true);
  }
}

function endpoints(runner: QueryRunner): TableOptions {
  const { id, count, time, text, longText } = types(runner);
  const place = { name: 'uq_webhook_endpoints_place', columnNames: ['organization_id', 'place'] };
  return {
    name: 'webhook_endpoints',
    columns: [
      { ...id('id'), isPrimary: true },
      id('organization_id'),
      count('place'),
      text('url', 2048),
      { ...text('description', 255), isNullable: true },
      { ...longText('types'), isNullable: true },
      text('secret_sealed', 255),
      { ...text('previous_secret_sealed', 255), isNullable: true },
      { ...time('previous_until'), isNullable: true },
      { ...text('disabled_reason', 16), isNullable: true },
      { ...time('disabled_at'), isNullable: true },
      { ...time('failing_since'), isNullable: true },
      time('created_at'),
      time('updated_at'),
    ],
    uniques: [place],
    indices: [{ name: 'ix_webhook_endpoints_organization', columnNames: ['organization_id', 'id'] }],
  };
}

function deliveries(runner: QueryRunner): TableOptions {
  const { id, count, time, text } = types(runner);
  return {
    name: 'webhook_deliveries',
    columns: [
      { ...id('endpoint_id'), isPrimary: true },
      { ...id('event_id'), isPrimary: true },
      text('type', 64),
      text('state', 16),
      count('attempts'),
      { ...time('next_attempt_at'), isNullable: true },
      { ...time('leased_until'), isNullable: true },
      { ...id('lease_id'), isNullable: true },
      { ...count('last_status'), isNullable: true },
      { ...text('last_error', 64), isNullable: true },
      { ...text('answer_beginning', 1024), isNullable: true },
      { ...time('last_attempt_at'), isNullable: true },
      time('created_at'),
      { ...time('finished_at'), isNullable: true },
    ],
    indices: [
      { name: 'ix_webhook_deliveries_due', columnNames: ['state', 'endpoint_id', 'next_attempt_at'] },
      { name: 'ix_webhook_deliveries_state', columnNames: ['endpoint_id', 'state', 'event_id'] },
      { name: 'ix_webhook_deliveries_finished', columnNames: ['finished_at'] },
    ],
  };
}

async function create(runner: QueryRunner, options: TableOptions): Promise<void> {
  const table = new Table(options);
  table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
  await runner.createTable(table, true);
}

function types(runner: QueryRunner) {
  const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
  const inMySql = (charset: string) => (onMySql ? { charset, collation: `${charset}_bin` } : {});
  return {
    id: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '32', ...inMySql('ascii') }),
    text: (name: string, length: number): TableColumnOptions => ({
      ...{ name, type: 'varchar', length: String(length), ...inMySql('utf8mb4') },
    }),
    longText: (name: string): TableColumnOptions => ({ name, type: 'text', ...inMySql('utf8mb4') }),
    count: (name: string): TableColumnOptions => ({ name, type: onMySql ? 'int' : 'integer' }),
    time: (name: string): TableColumnOptions => ({ name, type: 'bigint' }),
  };
}
