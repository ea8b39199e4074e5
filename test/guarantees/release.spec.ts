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
  scripts: { types: 'exit 0', boundaries: 'exit 0' },
};
const FILES = {
  'package.json': json(MANIFEST),
  'package-lock.json': json({
    name: 'sample',
    version: '1.4.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'sample', version: '1.4.0' } },
  }),
  'CHANGELOG.md': changelog(CHANGES),
};

describeWithGit('npm run release', () => {
  let clone: Repository;

  beforeEach(() => void (clone = repository(['scripts/release.mjs'], FILES)));
  afterEach(() => clone.remove());

  const release = (...rest: string[]) => clone.run(process.execPath, 'scripts/release.mjs', ...rest);
  const amend = (path: string, text: string) => {
    clone.write(path, text);
    clone.git('commit', '--quiet', '--all', '--amend', '--no-edit');
  };
  const versions = () => {
    const lock = JSON.parse(clone.read('package-lock.json')) as typeof MANIFEST & { packages: { '': typeof MANIFEST } };
    const { version } = JSON.parse(clone.read('package.json')) as typeof MANIFEST;
    return [version, lock.version, lock.packages[''].version];
  };

  it('sets the version, closes the section, commits and tags, and says what comes next', () => {
    const { status, output } = release('1.5.0');
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(versions()).toEqual(['1.5.0', '1.5.0', '1.5.0']);
    const today = new Date().toISOString().slice(0, 10);
    expect(clone.read('CHANGELOG.md')).toBe(
      `# Changelog\n\n## Unreleased\n\n## 1.5.0 - ${today}\n\n${CHANGES}\n\n${OLDER}`,
    );
    expect(clone.git('log', '--format=%s')).toBe('Version 1.5.0 is released\nThe beginning\n');
    expect(clone.git('show', '--name-only', '--format=', 'HEAD').trim().split('\n').sort()).toEqual(
      Object.keys(FILES).sort(),
    );
    expect(clone.git('rev-parse', 'v1.5.0^{commit}')).toBe(clone.git('rev-parse', 'HEAD'));
    expect(clone.git('cat-file', '-t', 'v1.5.0')).toBe('tag\n');
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(output).toContain('Nothing was pushed');
    expect(output).toContain('git push --atomic origin main v1.5.0');
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
    expect(versions()).toEqual(['1.4.0', '1.4.0', '1.4.0']);
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
