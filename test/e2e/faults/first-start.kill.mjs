/**
 * Loaded ahead of the service: ends it with SIGKILL right before the step KILL_AT of its first start. A step is
 * whatever a power failure could fall in front of: a file that is made, written or removed, a COMMIT, the welcome.
 */
import { writeSync } from 'node:fs';
import promises from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';

const last = Number(process.env.KILL_AT);
let steps = 0;

function step(what) {
  if (++steps < last) return;
  writeSync(2, `killed before ${what}\n`);
  process.kill(process.pid, 'SIGKILL');
}

const isOurs = (path) => /(first-start\.json|operator\.token)$/.test(String(path));

for (const name of ['open', 'rm']) {
  const original = promises[name];
  promises[name] = async (path, ...rest) => {
    if (!isOurs(path)) return original(path, ...rest);
    const creates = name === 'open' && typeof rest[0] === 'number' && (rest[0] & 0o100) !== 0;
    if (creates || name === 'rm') step(`${name} ${path}`);
    const file = await original(path, ...rest);
    if (name !== 'open') return file;
    for (const method of ['write', 'sync']) {
      const inner = file[method].bind(file);
      file[method] = (...given) => {
        step(`${method} ${path}`);
        return inner(...given);
      };
    }
    return file;
  };
}
syncBuiltinESMExports();

const { prototype } = createRequire(import.meta.url)('better-sqlite3');
const { prepare } = prototype;
prototype.prepare = function (sql, ...rest) {
  const statement = prepare.call(this, sql, ...rest);
  if (!/^COMMIT/.test(sql)) return statement;
  const run = statement.run.bind(statement);
  statement.run = (...given) => {
    // Ahead of the first of these files there are the commits of migrations, which have tests of their own.
    if (steps > 0) step('COMMIT');
    return run(...given);
  };
  return statement;
};

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...rest) => {
  if (String(text).includes('This is the first start')) step('the welcome');
  return write(text, ...rest);
};
