import { DomainError } from '../../common/errors.js';
import { BadConfiguration } from '../../config/env.js';
import { TransientError } from '../../database/database-errors.js';
import { FIRST_UNRELEASED_MIGRATION, UnknownSchema } from '../../database/connection/unknown-schema.js';
import { SchemaMissing } from '../../startup/startup.service.js';
import { failureOf } from './failure-of.js';

const driverError = (code: string, message = '') => Object.assign(new Error(message), { code });
const unavailable = (cause: unknown) => new DomainError('unavailable', {}, { cause });
const unreachable = unavailable(
  new TransientError(
    'lost',
    Object.assign(driverError('EACCES', 'connect EACCES'), { syscall: 'connect', port: 3306 }),
  ),
);

describe('the message of a failed command', () => {
  it.each([
    ['a refusal', new DomainError('user_not_found', { userIds: ['ada'] }), 1, 'user_not_found', /no user ada: name/],
    ['a refusal without words', new DomainError('missing_token', {}), 1, 'missing_token', /missing_token/],
    ['a bad configuration', new BadConfiguration('PORT'), 3, 'bad_configuration', /^PORT$/],
    ['a port in use', Object.assign(driverError('EADDRINUSE'), { port: 80 }), 3, 'bad_configuration', /Port 80 /],
    ['a missing schema', new SchemaMissing('Migrate.'), 3, 'schema_missing', /^Migrate\.$/],
    ['a newer schema', new UnknownSchema(['A1', 'B2'], 'DATA_DIR'), 3, 'schema_newer', /A1 and 1 more.* DATA_DIR /],
    [
      'a schema older than any release',
      new UnknownSchema([FIRST_UNRELEASED_MIGRATION, 'B2'], 'DATABASE_URL'),
      3,
      'schema_unreleased',
      /before release 0\.1\.0.* DATABASE_URL /,
    ],
    [
      'a server that does not listen',
      driverError('ECONNREFUSED'),
      3,
      'database_unusable',
      /used: ECONNREFUSED \(nothing listens there: .+\)\. /,
    ],
    ['a wrong password', Object.assign(new Error('Access denied'), { errno: 1045 }), 3, 'database_unusable', /denied/],
    [
      'no SQLite file',
      driverError('SQLITE_NOTADB', 'not a database'),
      3,
      'database_unusable',
      /not a database.* DATA_DIR /,
    ],
    ['a full disk', unavailable(driverError('SQLITE_FULL')), 3, 'bad_configuration', /^DATA_DIR has no room/],
    ['a server that may not be asked', unreachable, 3, 'database_unusable', /connect EACCES.* DATABASE_URL /],
    ['a bug', new TypeError('x is not a function'), 4, 'unexpected', /x is not a function \(LOG_LEVEL=debug/],
    ['something thrown', 'nonsense', 4, 'unexpected', /nonsense/],
  ])('of %s', (_, error, exitCode, code, message) => {
    const failure = failureOf(error);
    expect({ exitCode: failure.exitCode, code: failure.code }).toEqual({ exitCode, code });
    expect(failure.message).toMatch(message);
  });

  it('names the innermost reason why the database cannot be used', () => {
    const locked = unavailable(new TransientError('busy', driverError('SQLITE_BUSY', 'database is locked')));
    expect(failureOf(locked)).toMatchObject({ exitCode: 3, message: expect.stringContaining('is locked') as unknown });
  });

  it('names every problem of a value, and what to do', () => {
    const problems = [
      { field: 'name', problem: 'too_long', limit: 255 },
      { field: 'sub_domain', problem: 'taken' },
    ] as const;
    expect(failureOf(new DomainError('validation_failed', { problems })).message).toBe(
      'The name is too long (at most 255 characters). The sub-domain is taken, and is never given out a second time: choose another.',
    );
  });
});
