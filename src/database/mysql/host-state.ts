/**
 * What a host may be used for: `writer`; `spare`, where no other can be the writer; `readable`, which takes no writes;
 * or nothing, `out`.
 */
export type HostRole = 'writer' | 'spare' | 'readable' | 'out';

/** The role of a host, and why it is no writer, in words for the operator. */
export interface HostState {
  readonly role: HostRole;
  readonly problem?: string;
  /** Whether it is a node of a Galera cluster. */
  readonly isGalera: boolean;
}

const READ_ONLY = ['read_only', 'super_read_only', 'innodb_read_only'] as const;

const isOn = (value: string | undefined) => value !== undefined && !/^(OFF|0|NONE|)$/i.test(value);

/**
 * The role of a host by the answers to `NODE_STATE`. A node without a quorum answers `SELECT 1`, so that is not asked.
 * A donor is only a spare: the copy that it gives to another node may hold its commits up.
 */
export function hostState(values: ReadonlyMap<string, string>): HostState {
  const isGalera = isOn(values.get('wsrep_on'));
  const state = (role: HostRole, problem: string): HostState => ({ role, problem, isGalera });
  if (isOn(values.get('offline_mode'))) return state('out', 'it is in offline mode');
  if (isGalera) {
    const status = values.get('wsrep_cluster_status') ?? 'unknown';
    if (status !== 'Primary') return state('out', `it has no quorum: wsrep_cluster_status is ${status}`);
    if (!isOn(values.get('wsrep_ready'))) return state('out', 'it takes no statements: wsrep_ready is OFF');
    if (isOn(values.get('wsrep_reject_queries'))) return state('out', 'wsrep_reject_queries is set');
  }
  const readOnly = READ_ONLY.find((name) => isOn(values.get(name)));
  if (readOnly !== undefined) return state('readable', `it takes no writes: ${readOnly} is set`);
  const local = isGalera ? (values.get('wsrep_local_state_comment') ?? 'unknown') : 'Synced';
  if (local.startsWith('Donor')) return state('spare', 'it gives its data to another node');
  if (local !== 'Synced') return state('out', `it has not caught up: wsrep_local_state_comment is ${local}`);
  return { role: 'writer', isGalera };
}
