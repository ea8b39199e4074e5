import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const MIGRATIONS = 'src/database/migrations';

/** An earlier version of this project, built, to be upgraded from. */
export interface EarlierBuild {
  readonly directory: string;
  /** The tag or the commit. */
  readonly version: string;
  /** Runs its command line; gives the document of `--json`. */
  tenantry(variables: Record<string, string>, ...argv: string[]): Record<string, unknown>;
  remove(): void;
}

/**
 * Builds the last release, with the packages that are installed here. Where nothing was released yet it is the state before
 * the newest migration was added, which is what the next release has to be upgraded from.
 */
export function earlierBuild(): EarlierBuild {
  const version = lastRelease() ?? beforeNewestMigration();
  const directory = mkdtempSync(join(tmpdir(), 'tenantry-earlier-'));
  const archive = execFileSync('git', ['archive', version], { cwd: PROJECT, maxBuffer: 1 << 28 });
  execFileSync('tar', ['-x', '-C', directory], { input: archive });
  symlinkSync(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.cjs'], { cwd: directory, stdio: 'pipe' });
  return {
    directory,
    version,
    tenantry: (variables, ...argv) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables };
      const args = ['dist/src/cli/tenantry.js', ...argv, '--json'];
      return JSON.parse(execFileSync(process.execPath, args, { cwd: directory, env, encoding: 'utf8' })) as Record<
        string,
        unknown
      >;
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function lastRelease(): string | undefined {
  const { status, stdout } = spawnSync('git', ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

function beforeNewestMigration(): string {
  const args = ['log', '-1', '--diff-filter=A', '--format=%H', '--', MIGRATIONS];
  return `${execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8' }).trim()}~1`;
}
