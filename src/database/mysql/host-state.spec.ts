import { hostState } from './host-state.js';

const NODE = {
  wsrep_on: 'ON',
  wsrep_ready: 'ON',
  wsrep_cluster_status: 'Primary',
  wsrep_local_state_comment: 'Synced',
  read_only: 'OFF',
};
const of = (values: Readonly<Record<string, string>>) => hostState(new Map(Object.entries(values)));

describe('the state of a host of DATABASE_URL', () => {
  it.each([
    ['a MySQL that knows no Galera', { read_only: 'OFF', super_read_only: 'OFF', offline_mode: 'OFF' }],
    [
      'a MariaDB without a cluster',
      { ...NODE, wsrep_on: 'OFF', wsrep_ready: 'OFF', wsrep_cluster_status: 'Disconnected' },
    ],
    ['a node of a cluster that is whole', NODE],
  ])('%s is a writer', (_, values) => {
    expect(of(values)).toMatchObject({ role: 'writer' });
    expect(of(values).problem).toBeUndefined();
  });

  it.each([
    ['out', 'no quorum', { wsrep_cluster_status: 'non-Primary', wsrep_ready: 'OFF' }, 'no quorum'],
    ['out', 'not ready', { wsrep_ready: 'OFF' }, 'wsrep_ready is OFF'],
    ['out', 'a node that joins', { wsrep_local_state_comment: 'Joined' }, 'has not caught up'],
    ['out', 'statements that are refused', { wsrep_reject_queries: 'ALL' }, 'wsrep_reject_queries'],
    ['out', 'offline mode', { offline_mode: 'ON' }, 'offline'],
    ['spare', 'a donor', { wsrep_local_state_comment: 'Donor/Desynced' }, 'gives its data'],
    ['readable', 'a replica', { read_only: 'ON' }, 'read_only is set'],
    ['readable', 'a replica of MySQL', { super_read_only: '1' }, 'super_read_only is set'],
    ['readable', 'read_only of MariaDB 12', { read_only: 'NO_LOCK' }, 'read_only is set'],
  ])('it is %s by %s', (role, _, values, problem) => {
    expect(of({ ...NODE, ...values })).toEqual({
      role,
      problem: expect.stringContaining(problem) as unknown,
      isGalera: true,
    });
  });
});
