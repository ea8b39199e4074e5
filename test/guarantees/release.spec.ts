import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeWithGit, type Repository, repository } from '../support/repository.js';

const CHANGES = '### Added\n\n- Something for callers.';
const OLDER = '## 1.4.0 - 2026-01-31\n\n- The first.\n';
const changelog = (changes: string) => `# Changelog\n\n## Unreleased\n\n${changes}${changes && '\n\n'}${OLDER}`;
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const MANIFEST = {
  name: 'sample',
  version: '1.4.0',
  private: true,
  workspaces: ['clients/typescript'],
  scripts: { types: 'exit 0', boundaries: 'exit 0' },
};
const CLIENT = { name: 'sample-client', version: '1.4.0' };
/** In place of the one that makes the real package, which test/client tries. */
const PACK = "console.log(process.argv[2] + '/sample-client.tgz');\n";
/** In place of the one that makes the real files, which its own suite tries. */
const PACKAGE =
  "import { writeFileSync } from 'node:fs'; writeFileSync('.git/packed', process.argv.slice(2).join(' '));\n";
const FILES = {
  'package.json': json(MANIFEST),
  'clients/typescript/package.json': json(CLIENT),
  'clients/typescript/released/breaks.txt': '',
  'clients/typescript/released/openapi.json': '{"of":"1.4.0"}\n',
  'package-lock.json': json({
    name: 'sample',
    version: '1.4.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'sample', version: '1.4.0', workspaces: ['clients/typescript'] },
      'clients/typescript': CLIENT,
      'node_modules/sample-client': { resolved: 'clients/typescript', link: true },
    },
  }),
  'CHANGELOG.md': changelog(CHANGES),
};
const UNCHANGED = {
  'clients/typescript/openapi.json': '{"of":"today"}\n',
  'clients/typescript/scripts/pack.mjs': PACK,
  'scripts/build.cjs': '',
  'scripts/package.mjs': PACKAGE,
};

describeWithGit('npm run release', () => {
  let clone: Repository;

  beforeEach(() => void (clone = repository(['scripts/release.mjs'], { ...FILES, ...UNCHANGED })));
  afterEach(() => clone.remove());

  const release = (...rest: string[]) => clone.run(process.execPath, 'scripts/release.mjs', ...rest);
  const amend = (path: string, text: string) => {
    clone.write(path, text);
    clone.git('commit', '--quiet', '--all', '--amend', '--no-edit');
  };
  const versions = () => {
    const lock = JSON.parse(clone.read('package-lock.json')) as typeof MANIFEST & {
      packages: Record<string, typeof CLIENT>;
    };
    const { version } = JSON.parse(clone.read('package.json')) as typeof MANIFEST;
    const { version: ofClient } = JSON.parse(clone.read('clients/typescript/package.json')) as typeof CLIENT;
    const locked = ['', 'clients/typescript'].map((path) => lock.packages[path]!.version);
    return [version, lock.version, ...locked, ofClient];
  };

  it('sets the version, closes the section, commits and tags, and says what comes next', () => {
    const { status, output } = release('1.5.0');
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(versions()).toEqual(Array(5).fill('1.5.0'));
    const today = new Date().toISOString().slice(0, 10);
    expect(clone.read('CHANGELOG.md')).toBe(
      `# Changelog\n\n## Unreleased\n\n## 1.5.0 - ${today}\n\n${CHANGES}\n\n${OLDER}`,
    );
    expect(clone.git('log', '--format=%s')).toBe('Version 1.5.0 is released\nThe beginning\n');
    expect(clone.git('show', '--name-only', '--format=', 'HEAD').trim().split('\n').sort()).toEqual(
      // The list of breaks was empty, and is.
      Object.keys(FILES)
        .filter((path) => !path.endsWith('breaks.txt'))
        .sort(),
    );
    expect(clone.read('clients/typescript/released/openapi.json')).toBe('{"of":"today"}\n');
    expect(clone.git('rev-parse', 'v1.5.0^{commit}')).toBe(clone.git('rev-parse', 'HEAD'));
    expect(clone.git('cat-file', '-t', 'v1.5.0')).toBe('tag\n');
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(clone.read('.git/packed')).toBe('1.5.0 release');
    expect(output).toContain('Nothing was pushed');
    expect(output).toContain('git push --atomic origin main v1.5.0');
    expect(output).toContain('npm publish --access public clients/typescript/dist/sample-client.tgz');
  });

  it('with --dry-run shows all of that and does nothing', () => {
    const before = clone.state();
    const { status, output } = release('2.0.0-rc.1', '--dry-run');
    expect(status).toBe(0);
    for (const part of ['2.0.0-rc.1', '1.4.0', CHANGES, 'v2.0.0-rc.1']) expect(output).toContain(part);
    expect(clone.state()).toBe(before);
  });

  it('takes everything back where a step fails', () => {
    // The tag cannot be made: its name would be a folder of another one.
    clone.git('tag', 'v1.5.0/taken');
    const before = clone.state();
    const { status, output } = release('1.5.0');
    expect(status).toBe(1);
    expect(output).toContain('git tag failed');
    expect(clone.state()).toBe(before);
    expect(versions()).toEqual(Array(5).fill('1.4.0'));
  });

  it('takes everything back where the client cannot be packed', () => {
    amend('clients/typescript/scripts/pack.mjs', 'process.exitCode = 1;\n');
    const before = clone.state();
    expect(release('1.5.0').status).toBe(1);
    expect(clone.state()).toBe(before);
  });

  it('begins the list of breaks anew with the version that has them', () => {
    amend('clients/typescript/released/breaks.txt', 'GET /gone: is gone\n');
    expect(release('2.0.0')).toMatchObject({ status: 0 });
    expect(clone.read('clients/typescript/released/breaks.txt')).toBe('');
  });

  describe('refuses', () => {
    const failing = (script: string) => () =>
      amend('package.json', json({ ...MANIFEST, scripts: { ...MANIFEST.scripts, [script]: 'exit 1' } }));

    it.each<[string, string[], () => void, RegExp]>([
      ['no version', [], () => undefined, /One version is needed\. Usage: npm run release -- X\.Y\.Z/],
      ['two versions', ['1.5.0', '1.6.0'], () => undefined, /One version is needed/],
      ['an option that there is not', ['1.5.0', '--push'], () => undefined, /--push.*Usage:/s],
      ['what is no version', ['1.5'], () => undefined, /1\.5 is not a version\. Give three numbers/],
      ['a version with a v', ['v1.5.0'], () => undefined, /with no v in front/],
      ['the same version', ['1.4.0'], () => undefined, /1\.4\.0 is not newer than 1\.4\.0/],
      ['an older version', ['1.3.9'], () => undefined, /1\.3\.9 is not newer than 1\.4\.0/],
      ['a pre-release of this one', ['1.4.0-rc.1'], () => undefined, /not newer than 1\.4\.0/],
      [
        'a version behind a tag',
        ['1.5.0'],
        () => void clone.git('tag', 'v1.10.0'),
        /1\.5\.0 is not newer than 1\.10\.0/,
      ],
      ['another branch', ['1.5.0'], () => void clone.git('switch', '-c', 'topic'), /This is topic.*git switch main/],
      ['no branch', ['1.5.0'], () => void clone.git('checkout', '--detach'), /This is no branch/],
      [
        'a changed file',
        ['1.5.0'],
        () => clone.write('package.json', '{"version":"1.4.0"}'),
        /not committed.*package\.json/s,
      ],
      ['a new file', ['1.5.0'], () => clone.write('new.txt', ''), /not committed.*new\.txt/s],
      [
        'no open section',
        ['1.5.0'],
        () => amend('CHANGELOG.md', `# Changelog\n\n${OLDER}`),
        /no section "## Unreleased"/,
      ],
      ['an empty section', ['1.5.0'], () => amend('CHANGELOG.md', changelog('')), /nothing under "## Unreleased"/],
      ['headings alone', ['1.5.0'], () => amend('CHANGELOG.md', changelog('### Added')), /nothing under/],
      [
        'a section that is closed already',
        ['1.5.0'],
        () => amend('CHANGELOG.md', changelog(CHANGES).replace('1.4.0', '1.5.0')),
        /has a section 1\.5\.0 already/,
      ],
      [
        'a minor version that breaks clients',
        ['1.5.0'],
        () => amend('clients/typescript/released/breaks.txt', 'GET /gone: is gone\n'),
        /breaks clients of 1\.4\.0\. Choose a new major version/,
      ],
      ['wrong types', ['1.5.0'], failing('types'), /npm run types failed/],
      ['crossed boundaries', ['1.5.0'], failing('boundaries'), /npm run boundaries failed/],
    ])('%s, says what to do, and changes nothing', (_what, given, arrange, line) => {
      arrange();
      const before = clone.state();
      for (const flags of [[], ['--dry-run']]) {
        const { status, output } = release(...given, ...flags);
        expect(status).toBe(1);
        expect(output).toMatch(/^Not released, and nothing was changed:\n- /);
        expect(output).toMatch(line);
      }
      expect(clone.state()).toBe(before);
    });

    it('with every reason at once', () => {
      clone.git('switch', '-c', 'topic');
      clone.write('CHANGELOG.md', changelog(''));
      expect(release('1.0.0').output.match(/^- /gm)).toHaveLength(4);
    });
  });
});
