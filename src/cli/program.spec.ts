import { stripVTControlCharacters } from 'node:util';
import type { Command } from 'commander';
import { Cli } from './support/cli.js';
import { buildProgram } from './program.js';
import { runTenantry } from './run.js';

async function help(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  return run(argv, false);
}

async function run(argv: string[], coloured: boolean): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const outputs = { out: (text: string) => void (out += text), err: (text: string) => void (err += text), coloured };
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
  it('has every command', () => {
    const each = (group: string, verbs: string) => verbs.split(' ').map((verb) => `${group} ${verb}`);
    expect(COMMANDS.map((words) => words.join(' '))).toEqual([
      'serve',
      'check',
      ...each('db', 'migrate seed status backup restore'),
      ...each('organization', 'create list show update annotate activate suspend unsuspend limit delete release'),
      ...each('enterprise', 'list show thaw delete'),
      ...each('user', 'create show grant revoke erase'),
      ...each('token', 'create list update regenerate revoke'),
      ...each('audit', 'list'),
      ...each('events', 'tail'),
      ...each('webhook', 'create list show update delete rotate test deliveries replay'),
      ...['listen', 'completion', 'version'],
    ]);
  });

  it.each(COMMANDS.map((words) => [words.join(' '), words]))(
    'of %s has its purpose, an example, --json, the variables and the exit codes',
    async (name, words) => {
      const { code, out, err } = await help(...words, '--help');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(new RegExp(`^Usage: tenantry ${name} .*\n\n[A-Z][^]*\\.\n`));
      expect(out).toMatch(new RegExp(`Examples?:\n  tenantry ${name}`));
      for (const text of ['--json', 'DATABASE_URL', 'DATA_DIR']) expect(out).toContain(text);
      expect(out).toMatch(/Exit codes:\n( {2}[0-4] {2}[^\n]+\n){5}$/);
    },
  );

  it('has its headings in bold on a terminal, and is the same otherwise', async () => {
    const { out } = await run(['organization', 'show', '--help'], true);
    for (const heading of ['Usage', 'Arguments', 'Options', 'Examples', 'Environment', 'Exit codes']) {
      expect(out).toContain(`\u001b[1m${heading}\u001b[22m:`);
    }
    expect(stripVTControlCharacters(out)).toBe((await help('organization', 'show', '--help')).out);
  });

  it('names the defaults', async () => {
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

  it.each([['--version'], ['-v'], ['version']])('does not hide the version: %s', async (...argv) => {
    expect(await help(...argv)).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });

  it('gives the version to programs', async () => {
    expect(JSON.parse((await help('version', '--json')).out)).toEqual({ version: '1.2.3' });
  });

  it.each([
    [['help', 'db', 'status'], 'tenantry db status'],
    [['help', 'db'], 'tenantry db'],
    [['help'], 'tenantry'],
    [['-h'], 'tenantry'],
    [['db', 'help', 'status'], 'tenantry db status'],
    [['--help', 'db', 'status'], 'tenantry db status'],
    [['db', '--help'], 'tenantry db'],
  ])('is shown by %j', async (argv, whose) => {
    const { code, out } = await help(...argv);
    expect({ code, usage: out.split('[', 1)[0] }).toEqual({ code: 0, usage: `Usage: ${whose} ` });
  });

  it.each([
    [['import', '--help'], "tenantry: unknown command 'import'."],
    [['-h', 'import'], "tenantry: unknown command 'import'."],
    [['--help', 'organization', 'nope'], "tenantry organization: unknown command 'nope'."],
    [['organization', 'help', 'nope'], "tenantry organization: unknown command 'nope'."],
    [['organization', '--help', 'nope'], "tenantry organization: unknown command 'nope'."],
    [['db', 'migrat', '--help'], "tenantry db: unknown command 'migrat' (Did you mean migrate?)."],
    [['help', 'import'], "tenantry: unknown command 'import'."],
    [['db', 'import', '-h', '--json'], "tenantry db: unknown command 'import'."],
  ])('is not the answer to %j, where there is no such command', async (argv, line) => {
    const { code, out, err } = await help(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(line);
  });
});
