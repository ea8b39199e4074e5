import { spawnSync } from 'node:child_process';
import { Cli } from '../support/cli.js';
import { buildProgram } from '../program.js';
import { completionPoints } from './command-tree.js';
import { completionScript, type Shell, SHELLS } from './scripts.js';

const nowhere = { out: () => undefined, err: () => undefined };
const places = completionPoints(buildProgram(new Cli({}, nowhere), '1.2.3'));
const script = (shell: Shell) => completionScript(shell, places);
const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

/** How each shell is asked what may come next, once it has read the script; it prints a line for each. */
const ASKING: Readonly<Record<Shell, (words: readonly string[]) => string>> = {
  bash: (words) =>
    `COMP_WORDS=(${quoted(words)}); COMP_CWORD=${words.length - 1}; _tenantry; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (words) => `words=(${quoted(words)}); CURRENT=${words.length}; _tenantry`,
  fish: (words) => `complete -C '${words.join(' ')}'`,
};

/** What zsh has in an interactive shell only. */
const BEFORE: Readonly<Record<Shell, string>> = {
  bash: '',
  zsh: 'compdef() {}; _describe() { print -rl -- "${(@P)2}" }; _files() { print package.json }',
  fish: '',
};

/** Keeps out the settings of the user who runs the tests. */
const OWN_SETTINGS: Readonly<Record<Shell, readonly string[]>> = { bash: [], zsh: ['-f'], fish: ['--no-config'] };

const isHere = (shell: Shell) => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const absent = SHELLS.filter((shell) => !isHere(shell));
if (absent.length > 0)
  process.stderr.write(`\nCompletion is not tried in ${absent.join(' and ')}: not installed here.\n`);

function offered(shell: Shell, ...words: string[]): string[] {
  const input = [BEFORE[shell], script(shell), ASKING[shell](words)].join('\n');
  const { stdout, stderr } = spawnSync(shell, [...OWN_SETTINGS[shell], '-c', input], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .map((line) => line.split(/[\t:]/, 1)[0]!)
    .filter(Boolean);
}

describe.each(SHELLS)('completion in %s', (shell) => {
  it('has every command and every option', () => {
    for (const { path, next } of places) {
      expect(script(shell)).toContain(`' ${path}'`.replace("' '", "''"));
      for (const { text } of next) expect(script(shell)).toContain(text.replace(/^--/, ''));
    }
  });

  const whereHere = isHere(shell) ? it : it.skip;

  whereHere('offers commands, then options and their values, and files', () => {
    const top = offered(shell, 'tenantry', '');
    expect(top).toEqual(expect.arrayContaining(['serve', 'db', 'organization', 'completion', 'version']));
    expect(top).not.toContain('migrate');
    expect(offered(shell, 'tenantry', 'db', '')).toEqual(expect.arrayContaining(['migrate', 'seed', 'status']));
    expect(offered(shell, 'tenantry', 'completion', '')).toEqual(expect.arrayContaining([...SHELLS]));
    const suspending = ['tenantry', 'organization', 'suspend', 'acme'];
    expect(offered(shell, ...suspending, '--')).toEqual(expect.arrayContaining(['--reason', '--source', '--json']));
    expect(offered(shell, ...suspending, '--source', '').sort()).toEqual(['billing', 'operator']);
    expect(offered(shell, 'tenantry', 'token', 'create', '--secret-file', 'packag')).toContain('package.json');
    expect(offered(shell, 'tenantry', 'token', 'create', '--name', '')).toEqual([]);
  });
});
