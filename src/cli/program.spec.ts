import type { Command } from 'commander';
import { Cli } from './cli.js';
import { buildProgram } from './program.js';
import { runTenantry } from './run.js';

async function help(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const outputs = { out: (said: string) => void (out += said), err: (said: string) => void (err += said) };
  const code = await runTenantry(argv, new Cli({}, outputs), '1.2.3');
  return { code, out, err };
}

/** Every command that does something, by its words. */
function leaves(command: Command, words: string[] = []): string[][] {
  if (command.commands.length === 0) return [words];
  return command.commands.flatMap((below) => leaves(below, [...words, below.name()]));
}

const nowhere = { out: () => undefined, err: () => undefined };
const COMMANDS = leaves(buildProgram(new Cli({}, nowhere), '1.2.3'));

describe('the help of tenantry', () => {
  it('has every command that an installation cannot be set up without', () => {
    expect(COMMANDS.map((words) => words.join(' '))).toEqual(
      expect.arrayContaining([
        ...['serve', 'db migrate', 'db seed', 'user create', 'user grant', 'token create', 'token revoke'],
        ...['create', 'activate', 'suspend', 'unsuspend', 'limit'].map((verb) => `organization ${verb}`),
      ]),
    );
  });

  it.each(COMMANDS.map((words) => [words.join(' '), words]))(
    'of %s has its purpose, an example, --json, the variables and the exit codes',
    async (name, words) => {
      const { code, out, err } = await help(...words, '--help');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(new RegExp(`^Usage: tenantry ${name} .*\n\n[A-Z][^]*\\.\n`));
      expect(out).toMatch(new RegExp(`Examples?:\n  tenantry ${name}`));
      for (const told of ['--json', 'DATABASE_URL', 'DATA_DIR', 'Exit codes:\n  0  done']) expect(out).toContain(told);
    },
  );

  it('says the defaults', async () => {
    expect((await help('token', 'create', '--help')).out.replace(/\s+/g, ' ')).toContain('or never (default: 365d)');
    expect((await help('organization', 'create', '--help')).out).toContain('(default: unlimited)');
    expect((await help('organization', 'suspend', '--help')).out.replace(/\s+/g, ' ')).toContain('default: "operator"');
  });

  it('is what a group alone is answered with, as wrong usage', async () => {
    const alone = await help('organization');
    expect(alone).toMatchObject({ code: 2, out: '' });
    expect(alone.err).toMatch(/^Usage: tenantry organization[^]*\ntenantry organization: name a command/);
    expect(JSON.parse((await help('organization', '--json')).err)).toMatchObject({ error: { code: 'wrong_usage' } });
  });

  it('does not hide the version', async () => {
    expect(await help('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });
});
