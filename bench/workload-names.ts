/**
 * The workloads in the order in which they run: what adds much to the database comes last. Those of one group take
 * turns within each round, since they are compared with each other.
 */
export const GROUPS = [
  ['ping'],
  ['get'],
  ['list-first', 'list-middle', 'list-last'],
  ['list-enterprises'],
  ['token-warm', 'token-cold'],
  ['enterprise', 'enterprise-half-known'],
  ['managed'],
  ['mixed'],
  ['managed-many-parents', 'managed-one-parent'],
  ['enterprise-alone', 'enterprise-beside-managed'],
  ['enterprise-one-admin', 'enterprise-common-admin'],
  ['limit'],
  ['identical'],
  ['start-up'],
  ['command'],
] as const;

export type WorkloadName = (typeof GROUPS)[number][number];

export const WORKLOAD_NAMES: readonly WorkloadName[] = GROUPS.flat();
