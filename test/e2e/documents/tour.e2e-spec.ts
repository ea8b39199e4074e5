import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../support/database/mariadb-server.js';
import { until } from '../../support/until.js';
import { programs, Shell } from './shell.js';
import { elided, Ids, masked, transcriptOf, type Typed, unbroken } from './tour.transcript.js';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = readFileSync(join(PROJECT, 'docs/tour.md'), 'utf8');
/** Where and on which port the page says that it was typed. */
const WRITTEN = { directory: '/home/ada/tour', port: '3000' };
/** Some twenty processes, each of which takes a second on a quiet machine. */
const PATIENCE = 180_000;

describe('docs/tour.md', () => {
  let directory: string;
  let port: string;
  let shell: Shell;

  beforeAll(async () => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'tenantry-tour-')));
    port = String(await freePort());
    shell = Shell.in(directory, { PATH: programs(directory), HOME: directory, PORT: port });
  });

  afterAll(() => {
    shell.end();
    rmSync(directory, { recursive: true });
  });

  const asTyped = (text: string) => text.replaceAll(`:${WRITTEN.port}`, `:${port}`);
  const asWritten = (text: string) =>
    text.replaceAll(directory, WRITTEN.directory).replaceAll(`:${port}`, `:${WRITTEN.port}`);

  /** Types the commands of a page and compares what they print, where it says so. */
  async function follow(page: string, isCompared: (command: string) => boolean = () => true): Promise<void> {
    const [written, real] = [new Ids(), new Ids()];
    const shown = (text: string, ids: Ids) => ids.numbered(masked(unbroken(text)));
    for (const { command, printed } of transcriptOf(page)) {
      const answer = asWritten(await shell.type(asTyped(real.translated(command, written))));
      const [actual, said] = [shown(elided(answer, printed), real), shown(printed, written)];
      if (isCompared(command)) expect({ command, printed: actual }).toEqual({ command, printed: said });
    }
  }

  it('prints what its commands print', () => follow(PAGE), PATIENCE);

  it(
    'can be followed with what a first start has made',
    async () => {
      const [, begin, limit] =
        /```sh\n(alias tenantry=[^]*?)(tenantry organization limit demo 1)\n```/.exec(PAGE) ?? [];
      expect(begin).toMatch(/^ORGANIZATION=…\nTOKEN=…$/m);
      const [, ...parts] = PAGE.replaceAll('my-platform', 'demo')
        .replaceAll('My Platform', 'Demo')
        .split(/^(?=## )/m);
      const rest = parts.slice(parts.findIndex((part) => part.startsWith('## A managed organization'))).join('');

      const home = join(directory, 'first-start');
      mkdirSync(home);
      await shell.type(`cd '${home}' && tenantry serve > serve.log &`);
      await shell.type(`cd '${home}'`);
      const log = () => readFileSync(join(home, 'serve.log'), 'utf8');
      await until(
        'the welcome is shown',
        () => existsSync(join(home, 'serve.log')) && log().includes('operator.token\n'),
        {
          within: 30_000,
        },
      );
      const shown = (name: string) => new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(log())![1]!;
      await shell.type(`ORGANIZATION=${shown('organization')}`);
      await shell.type(`TOKEN=${shown('token')}`);
      expect(await shell.type(limit!)).toBe('demo may hold 1 managed organization.');
      await follow(rest, (command) => command !== 'tenantry token list');
    },
    PATIENCE,
  );

  it('goes the whole way', () => {
    const commands = transcriptOf(PAGE).map(({ command }: Typed) => command);
    for (const step of [
      ...['db migrate', 'db seed', 'organization create', 'organization activate', 'organization limit', 'serve'],
      ...['organization suspend', 'organization unsuspend', 'enterprise show'],
    ]) {
      expect(commands).toContainEqual(expect.stringContaining(`tenantry ${step}`));
    }
  });
});
