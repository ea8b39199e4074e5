import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SERVER_SETTINGS, unsafeSettings } from '../../../src/database/mysql/server-settings.js';

const PAGE = readFileSync('docs/operations/database.md', 'utf8');
const rows = [...PAGE.matchAll(/^\| `(\w+)` +\| (.+?) +\| (.+?) +\|$/gm)].map(([, ...cells]) => cells);

/** A node of Galera that is set up as the page demands. */
const SAFE: Readonly<Record<string, string>> = {
  innodb_flush_log_at_trx_commit: '1',
  sync_binlog: '1',
  log_bin: 'ON',
  innodb_doublewrite: 'ON',
  innodb_force_recovery: '0',
  max_allowed_packet: '16777216',
  binlog_format: 'ROW',
  innodb_autoinc_lock_mode: '2',
  wsrep_on: 'ON',
  wsrep_dirty_reads: 'OFF',
  wsrep_osu_method: 'TOI',
  wsrep_provider_options: 'gcache.size = 128M; pc.ignore_quorum = false; pc.ignore_sb = no; pc.weight = 1',
};
const problemsWith = (changes: Record<string, string>) =>
  unsafeSettings(new Map(Object.entries({ ...SAFE, ...changes })));

describe('the settings of the database server', () => {
  it('are those of docs/operations/database.md', () => {
    expect(rows).toEqual(SERVER_SETTINGS.map(({ name, wanted, otherwise }) => [name, wanted, otherwise]));
  });

  it('are safe as the page demands them, and where the server has none of them', () => {
    expect(problemsWith({})).toEqual([]);
    expect(unsafeSettings(new Map())).toEqual([]);
  });

  it.each([
    ['innodb_flush_log_at_trx_commit', '2'],
    ['innodb_flush_log_at_trx_commit', '0'],
    ['sync_binlog', '0'],
    ['innodb_doublewrite', 'OFF'],
    ['innodb_doublewrite', 'DETECT_ONLY'],
    ['innodb_force_recovery', '1'],
    ['max_allowed_packet', '1048576'],
    ['binlog_format', 'STATEMENT'],
    ['innodb_autoinc_lock_mode', '1'],
    ['wsrep_dirty_reads', 'ON'],
    ['wsrep_osu_method', 'RSU'],
  ])('%s=%s is reported, once, with the value that it should have', (name, value) => {
    const { wanted, otherwise } = SERVER_SETTINGS.find((each) => each.name === name)!;
    expect(problemsWith({ [name]: value })).toEqual([`${name} is ${value}: ${otherwise}. It should be ${wanted}`]);
  });

  it.each(['pc.ignore_quorum = true', 'pc.ignore_sb = yes', 'pc.ignore_sb=1'])('%s is reported', (option) => {
    const [problem, ...others] = problemsWith({ wsrep_provider_options: `gcache.size = 128M; ${option}; x = 1` });
    expect(problem).toMatch(/^wsrep_provider_options is set otherwise: two halves/);
    expect(others).toEqual([]);
  });

  it('matter in a cluster alone, and sync_binlog with a binary log alone', () => {
    expect(problemsWith({ wsrep_on: 'OFF', binlog_format: 'MIXED', innodb_autoinc_lock_mode: '1' })).toEqual([]);
    expect(problemsWith({ log_bin: 'OFF', sync_binlog: '0' })).toEqual([]);
  });
});
