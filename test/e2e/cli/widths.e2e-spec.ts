import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from '../../../src/cli/output/wrapped.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { anEmail } from '../../support/scenes/factories.js';
import { done, here, onTerminal } from './command-line.runs.js';

const SCOPES = 'managed_organizations:delete,organizations:read';
const NETWORKS = '255.255.255.255/32,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff/128';

describe.each(testDatabases())('lists on the command line on $name', (database) => {
  let scene: EnterpriseScene;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
  });

  afterAll(() => scene.close());

  const cli = (...argv: string[]) => done(here(scene.variables, ...argv));

  /** An organization, a user and an enterprise, all with long names and a token or a role. */
  async function longNames(name: string) {
    const subDomain = 's'.repeat(50) + String(Math.floor(Math.random() * 1e9));
    const root = await scene.make.root({ subDomain, limit: 1_000_000_000 });
    await scene.app.sql.execute('UPDATE organizations SET name = ? WHERE id = ?', [name, root.id]);
    const user = await scene.make.user(anEmail('e'.repeat(40)));
    const enterprise = await scene.make.enterprise(root, { email: String(user.email) });
    await scene.app.sql.execute('UPDATE enterprises SET name = ? WHERE id = ?', [name.slice(0, 254), enterprise.id]);
    const bounds = ['--scope', SCOPES, '--network', NETWORKS, '--rate-limit', '1000000'];
    await cli('token', 'create', '--organization', root.id, '--name', name, ...bounds);
    await cli('token', 'create', '--user', user.id, '--name', name, '--scope', 'all', '--rate-limit', '0');
    return { root, user, enterprise };
  }

  it.each(['n'.repeat(255), '名'.repeat(255)])('stay within 100 columns, whatever names are long', async (name) => {
    const { root, user, enterprise } = await longNames(name);
    const lists = [
      ['organization', 'list'],
      ['token', 'list'],
      ['enterprise', 'list', '--organization', root.id],
    ];
    for (const list of lists) {
      for (const { out } of [await cli(...list), await done(onTerminal(scene.variables, ...list))]) {
        const shown = stripVTControlCharacters(out);
        expect(shown.split('\n').filter((line) => columnsOf(line) > 100)).toEqual([]);
        expect(shown).toContain(name.slice(0, 10));
      }
    }
    for (const [show, heading] of [
      [['user', 'show', user.id], '  ENTERPRISE '],
      [['enterprise', 'show', enterprise.id], '  USER '],
    ] as const) {
      const { out } = await cli(...show);
      const rows = out.slice(out.indexOf(heading));
      expect(rows.split('\n').filter((line) => columnsOf(line) > 100)).toEqual([]);
      expect(rows).toContain('admin');
    }
  });
});
