import { DomainError } from '../common/errors.js';
import { TransientError } from '../database/database-errors.js';
import { ConnectionRetryLog } from './connection-retry-log.js';

const MINUTE_MS = 60_000;

describe('the log of attempts to reach a database', () => {
  let now: number;
  let lines: string[];
  let retries: ConnectionRetryLog;

  beforeEach(() => {
    now = 0;
    lines = [];
    const log = (line: string) => void lines.push(line);
    retries = new ConnectionRetryLog({ log, error: log }, () => now);
  });

  const failing = (message: string, members: object = {}) => Object.assign(new Error(message), members);

  it('has the first failure, and then one line a minute', () => {
    for (let second = 0; second < 300; second += 10) {
      now = second * 1_000;
      retries.failed(failing('connect ECONNREFUSED 127.0.0.1:3306', { code: 'ECONNREFUSED' }));
    }
    expect(lines).toHaveLength(5);
    expect(new Set(lines)).toEqual(
      new Set([
        'The database cannot be used yet, and is tried again and again: connect ECONNREFUSED 127.0.0.1:3306 (nothing listens there: look at the host and the port in DATABASE_URL, and whether the server runs)',
      ]),
    );
  });

  it('has each change of the reason', () => {
    retries.failed(failing('connect ECONNREFUSED'));
    retries.failed(failing("Access denied for user 'a'@'b' (using password: YES)", { code: 'ER_ACCESS_DENIED_ERROR' }));
    retries.failed(failing("Access denied for user 'a'@'b' (using password: YES)", { code: 'ER_ACCESS_DENIED_ERROR' }));
    expect(lines.map((line) => line.split('again: ')[1])).toEqual([
      'connect ECONNREFUSED',
      "Access denied for user 'a'@'b' (using password: YES) (look at the user and the password in DATABASE_URL, and whether TLS is required)",
    ]);
  });

  it('has the success if earlier attempts failed', () => {
    retries.reached();
    expect(lines).toEqual([]);
    retries.failed(failing('no'));
    now = MINUTE_MS / 2;
    retries.failed(failing('no'));
    retries.reached();
    expect(lines.at(-1)).toBe('The database can be used, after 2 failed attempts in 30 seconds.');
  });

  it.each([
    ['a lost connection', new TransientError('lost', failing('read ECONNRESET')), 'read ECONNRESET'],
    [
      'a request that was refused for it',
      new DomainError('unavailable', {}, { cause: new TransientError('lost', failing('read ECONNRESET')) }),
      'read ECONNRESET',
    ],
    ['a missing schema', failing('run tenantry db migrate'), 'run tenantry db migrate'],
    [
      'two addresses that were tried',
      new AggregateError([failing('connect ECONNREFUSED ::1:3306'), failing('connect ECONNREFUSED 127.0.0.1:3306')]),
      'connect ECONNREFUSED ::1:3306, connect ECONNREFUSED 127.0.0.1:3306',
    ],
    ['no message', failing('', { code: 'ECONNABORTED' }), 'ECONNABORTED'],
    [
      'a host without a server',
      failing('connect ETIMEDOUT', { code: 'ETIMEDOUT' }),
      'connect ETIMEDOUT (no database server answers there: look at the host and the port in DATABASE_URL, and at the firewalls on the way)',
    ],
    ['what is not an error', 'what', 'what'],
  ])('gives the reason for %s', (_, error, reason) => {
    retries.failed(error);
    expect(lines).toEqual([`The database cannot be used yet, and is tried again and again: ${reason}`]);
  });
});
