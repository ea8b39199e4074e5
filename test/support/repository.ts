import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** A suite that needs git. Where it is not installed one line reports it; with `REQUIRE_GIT=1` that is a failure. */
export function describeWithGit(title: string, suite: () => void): void {
  if (spawnSync('git', ['--version']).status === 0) return describe(title, suite);
  const missing = `Skipped, since git is not installed: ${title}.`;
  if (process.env.REQUIRE_GIT === '1') throw new Error(missing);
  process.stderr.write(`${missing}\n`);
  describe.skip(title, suite);
}

/** A git repository for one test, in a temporary directory, with the packages of the project and no settings of a user. */
export interface Repository {
  read(path: string): string;
  write(path: string, text: string): void;
  /** Runs a program in it; returns the exit code with all output. */
  run(program: string, ...rest: string[]): { status: number | null; output: string };
  /** The output of git. @throws where it fails */
  git(...rest: string[]): string;
  /** Everything that a command could have changed: commits, tags, the index and the files. */
  state(): string;
  remove(): void;
}

/** Makes one on `main`, whose first commit has these files of the project, and these texts. */
export function repository(parts: readonly string[], texts: Readonly<Record<string, string>> = {}): Repository {
  const directory = mkdtempSync(join(tmpdir(), 'tenantry-repository-'));
  const identity = { NAME: 'Test', EMAIL: 'test@example.com' };
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      Object.entries(identity).flatMap(([name, value]) => [
        [`GIT_AUTHOR_${name}`, value],
        [`GIT_COMMITTER_${name}`, value],
      ]),
    ),
  };
  const run = (program: string, ...rest: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, rest, { cwd: directory, env, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  };
  const git = (...rest: string[]) => {
    const { status, output } = run('git', ...rest);
    if (status !== 0) throw new Error(`git ${rest.join(' ')}: ${output}`);
    return output;
  };
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  for (const part of parts) cpSync(join(PROJECT, part), join(directory, part), { recursive: true });
  for (const [path, text] of Object.entries({ '.gitignore': 'node_modules\n.npm\n', ...texts })) write(path, text);
  symlinkSync(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'The beginning');
  return {
    run,
    git,
    write,
    read: (path) => readFileSync(join(directory, path), 'utf8'),
    state: () => ['show-ref', 'status --porcelain', 'diff HEAD'].map((line) => git(...line.split(' '))).join('\n'),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
