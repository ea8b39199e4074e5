/** A setting of the server that a promise of the service depends on. */
export interface ServerSetting {
  readonly name: string;
  /** The value that it should have, as `docs/operations/database.md` has it. */
  readonly wanted: string;
  readonly isSafe: (value: string, all: ReadonlyMap<string, string>) => boolean;
  /** What may happen with another value. */
  readonly otherwise: string;
}

const MIN_PACKET = 4_194_304;

const isOneOf =
  (...values: readonly string[]) =>
  (value: string) =>
    values.includes(value.toUpperCase());
/** Where the server is a node of a Galera cluster. */
const inGalera =
  (isSafe: (value: string) => boolean): ServerSetting['isSafe'] =>
  (value, all) =>
    !isOneOf('ON', '1')(all.get('wsrep_on') ?? '') || isSafe(value);
const withoutOption = (option: string) => (value: string) =>
  !new RegExp(`\\b${option.replace('.', '\\.')}\\s*=\\s*(true|yes|on|1)\\b`, 'i').test(value);

/** What a session cannot set for itself. `docs/operations/database.md` is compared with this list by a test. */
export const SERVER_SETTINGS: readonly ServerSetting[] = [
  {
    name: 'innodb_flush_log_at_trx_commit',
    wanted: '1',
    isSafe: isOneOf('1'),
    otherwise: 'answered writes are lost when the machine of the server crashes',
  },
  {
    name: 'sync_binlog',
    wanted: '1',
    isSafe: (value, all) => all.get('log_bin') !== 'ON' || value === '1',
    otherwise: 'with a binary log, answered writes are lost when the machine of the server crashes',
  },
  {
    name: 'innodb_doublewrite',
    wanted: 'ON',
    isSafe: isOneOf('ON', '1', 'FAST', 'DETECT_AND_RECOVER'),
    otherwise: 'a crash in the middle of a page damages its rows',
  },
  {
    name: 'innodb_force_recovery',
    wanted: '0',
    isSafe: isOneOf('0'),
    otherwise: 'the server skips parts of its recovery, and takes few writes or none',
  },
  {
    name: 'max_allowed_packet',
    wanted: 'at least 4194304',
    isSafe: (value) => Number(value) >= MIN_PACKET,
    otherwise: 'requests with a long body fail',
  },
  {
    name: 'binlog_format',
    wanted: 'ROW',
    isSafe: inGalera(isOneOf('ROW')),
    otherwise: 'the nodes of a Galera cluster do not stay equal',
  },
  {
    name: 'innodb_autoinc_lock_mode',
    wanted: '2',
    isSafe: inGalera(isOneOf('2')),
    otherwise: 'a node of a Galera cluster may stop at a deadlock while it applies writes',
  },
  {
    name: 'wsrep_dirty_reads',
    wanted: 'OFF',
    isSafe: inGalera(isOneOf('OFF', '0')),
    otherwise: 'a node without a quorum answers with what is no longer true',
  },
  {
    name: 'wsrep_osu_method',
    wanted: 'TOI',
    isSafe: inGalera(isOneOf('TOI')),
    otherwise: 'a migration changes one node of a Galera cluster alone',
  },
  {
    name: 'wsrep_provider_options',
    wanted: 'without pc.ignore_quorum and pc.ignore_sb',
    isSafe: inGalera((value) => withoutOption('pc.ignore_quorum')(value) && withoutOption('pc.ignore_sb')(value)),
    otherwise: 'two halves of a Galera cluster take writes that contradict each other',
  },
];

/** The names to read for `unsafeSettings`. */
export const NAMES_OF_SETTINGS: readonly string[] = [...SERVER_SETTINGS.map(({ name }) => name), 'log_bin', 'wsrep_on'];

/** A sentence for each setting of a server that breaks a promise. What the server does not have is safe. */
export function unsafeSettings(values: ReadonlyMap<string, string>): string[] {
  return SERVER_SETTINGS.flatMap(({ name, wanted, isSafe, otherwise }) => {
    const value = values.get(name);
    if (value === undefined || isSafe(value, values)) return [];
    const shown = value.length > 40 ? 'set otherwise' : value;
    return [`${name} is ${shown}: ${otherwise}. It should be ${wanted}`];
  });
}

/** More than any two machines differ whose clocks are set by a time server. */
const MAX_CLOCK_DIFFERENCE_MS = 60_000;

/** A sentence where the clock of the server is far from this machine's; undefined where it is not. */
export function clockProblem(serverMs: number, ownMs: number): string | undefined {
  const difference = serverMs - ownMs;
  if (Math.abs(difference) <= MAX_CLOCK_DIFFERENCE_MS) return undefined;
  const seconds = Math.round(Math.abs(difference) / 1_000);
  const side = difference > 0 ? 'ahead of' : 'behind';
  return `is ${seconds} seconds ${side} that of this machine: tokens end at another time than they should, and what is created is listed in another order. Have a time server set both, and restart`;
}
