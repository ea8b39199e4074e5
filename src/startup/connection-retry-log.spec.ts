import { DomainError } from '../common/errors.js';
import { TransientError } from '../database/database-errors.js';
import { ConnectionRetryLog } from './connection-retry-log.js';

const MINUTE_MS = 60_000;

describe('a database that is late', () => {
  let now: number;
  let lines: string[];
  let late: ConnectionRetryLog;

  beforeEach(() => {
    now = 0;
    lines = [];
    const log = (line: string) => void lines.push(line);
    late = new ConnectionRetryLog({ log, error: log }, () => now);
  });

  const failing = (message: string, members: object = {}) => Object.assign(new Error(message), members);

  it('is told of at once, and then once a minute', () => {
    for (let second = 0; second < 300; second += 10) {
      now = second * 1_000;
      late.failed(failing('connect ECONNREFUSED 127.0.0.1:3306', { code: 'ECONNREFUSED' }));
    }
    expect(lines).toHaveLength(5);
    expect(new Set(lines)).toEqual(
      new Set(['The database cannot be used yet, and is tried again and again: connect ECONNREFUSED 127.0.0.1:3306']),
    );
  });

  it('is told of again when the reason changes', () => {
    late.failed(failing('connect ECONNREFUSED'));
    late.failed(failing("Access denied for user 'a'@'b' (using password: YES)", { code: 'ER_ACCESS_DENIED_ERROR' }));
    late.failed(failing("Access denied for user 'a'@'b' (using password: YES)", { code: 'ER_ACCESS_DENIED_ERROR' }));
    expect(lines.map((line) => line.split('again: ')[1])).toEqual([
      'connect ECONNREFUSED',
      "Access denied for user 'a'@'b' (using password: YES) (look at the user and the password in DATABASE_URL, and whether TLS is required)",
    ]);
  });

  it('is told of when it can be used, where it could not before', () => {
    late.reached();
    expect(lines).toEqual([]);
    late.failed(failing('no'));
    now = MINUTE_MS / 2;
    late.failed(failing('no'));
    late.reached();
    expect(lines.at(-1)).toBe('The database can be used, after 2 failed attempts in 30 seconds.');
  });

  it.each([
    ['who lost the connection', new TransientError('lost', failing('read ECONNRESET')), 'read ECONNRESET'],
    [
      'whose request was refused for it',
      new DomainError('unavailable', {}, { cause: new TransientError('lost', failing('read ECONNRESET')) }),
      'read ECONNRESET',
    ],
    ['who found no schema', failing('run tenantry db migrate'), 'run tenantry db migrate'],
    [
      'who tried two addresses',
      new AggregateError([failing('connect ECONNREFUSED ::1:3306'), failing('connect ECONNREFUSED 127.0.0.1:3306')]),
      'connect ECONNREFUSED ::1:3306, connect ECONNREFUSED 127.0.0.1:3306',
    ],
    ['who says nothing', failing('', { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['that is no error', 'what', 'what'],
  ])('gives the reason of the one %s', (_, error, reason) => {
    late.failed(error);
    expect(lines).toEqual([`The database cannot be used yet, and is tried again and again: ${reason}`]);
  });
});
