import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { freePort } from '../../support/database/mariadb-server.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { until } from '../../support/until.js';
import { blocksOf } from './operations-page.js';
import { programs, Shell } from './shell.js';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
/** As in a release, which has the build and cannot make it. */
const SCRIPTS = { start: 'node dist/src/main.js', tenantry: 'node dist/src/cli/tenantry.js' };

/** As the pages have it, and what was printed last is kept: a reader copies a secret from the screen. */
const TENANTRY =
  'tenantry() { npm run --silent tenantry -- "$@" > printed || { cat printed; return 1; }; cat printed; }';

/** A clean directory with an unpacked release, and a shell in it that ends at the first command that fails. */
export class Operator {
  private constructor(
    readonly directory: string,
    readonly port: string,
    private readonly shell: Shell,
  ) {}

  static async begin(variables: Record<string, string> = {}): Promise<Operator> {
    const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tenantry-operator-')));
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'tenantry', scripts: SCRIPTS }));
    symlinkSync(join(PROJECT, 'dist'), join(directory, 'dist'));
    mkdirSync(join(directory, 'backups'));
    const port = String(await freePort());
    const shell = Shell.in(directory, { PATH: programs(directory), HOME: directory, PORT: port, ...variables });
    await shell.type(`set -e; ${TENANTRY}`);
    return new Operator(directory, port, shell);
  }

  /** What a command prints; the test fails with it where the command does. */
  type(command: string): Promise<string> {
    return this.shell.type(command);
  }

  /**
   * Types the commands of a section, and compares what they print with what the text promises.
   * @param own what this operator has in the place of what the page writes
   * @param ahead what happens ahead of the block of this number, from 0
   * @returns what each block of commands has printed
   */
  async follow(
    page: string,
    section: string,
    own: Readonly<Record<string, string>> = {},
    ahead: (block: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<string[]> {
    const printed: string[] = [];
    const all = { '/var/backups': join(this.directory, 'backups'), ':3000': `:${this.port}`, ...own };
    for (const { language, code, promised } of blocksOf(page, section)) {
      await ahead(printed.length);
      const typed = Object.entries(all).reduce((text, [written, mine]) => text.replaceAll(written, mine), code);
      const output = await this.type(language === 'sql' ? `mariadb -u root <<'SQL'\n${typed}\nSQL` : typed);
      for (const each of promised) expect({ code, output }).toEqual({ code, output: expect.stringMatching(each) });
      printed.push(output);
    }
    expect(printed).not.toEqual([]);
    return printed;
  }

  /** Starts the service in the directory, and waits for what it prints: a first start is complete then. */
  async serve(variables: Record<string, string> = {}): Promise<AppProcess> {
    const all = { LOG_LEVEL: 'warn', WEBHOOKS_EVERY_MS: '0', ...variables };
    const serving = await startProcess(all, { directory: this.directory, port: this.port });
    await until('it says where it listens', () => /Tenantry is (ready|listening) at/.test(serving.output()));
    return serving;
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  end(): void {
    this.shell.end();
    rmSync(this.directory, { recursive: true });
  }
}

/** The only id, or the secret, of what a command has printed. */
export const idIn = (printed: string) => /\b[0-9a-f]{32}\b/.exec(printed)![0];
export const secretIn = (printed: string) => /\btnt_\w+/.exec(printed)![0];
