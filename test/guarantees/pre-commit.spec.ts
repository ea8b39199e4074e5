import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeWithGit, type Repository, repository } from '../support/repository.js';

const CONFIGURATION = ['.husky/pre-commit', '.prettierrc', 'eslint.config.mjs', 'lint-staged.config.mjs'];
const PROJECT = ['package.json', 'tsconfig.json', ...CONFIGURATION];

const TOKEN = `tnt_${'a1'.repeat(23)}`;
const FAULTY = `import { expect, it } from '@jest/globals';

it.only('holds', () => expect('${TOKEN}' as any).toBe(1));
`;

describeWithGit('a commit', () => {
  let clone: Repository;

  beforeEach(() => {
    clone = repository(PROJECT);
    // As `npm ci` does it.
    expect(clone.run('npm', 'run', '--silent', 'prepare')).toEqual({ status: 0, output: '' });
  });
  afterEach(() => clone.remove());

  function commit(path: string, text: string) {
    clone.write(path, text);
    clone.git('add', path);
    return clone.run('git', 'commit', '--quiet', '--message', 'A change');
  }

  it('with a focused test, a secret or what else lint finds is refused, and loses nothing', () => {
    const head = clone.git('rev-parse', 'HEAD');
    const { status, output } = commit('test/one.spec.ts', FAULTY);
    expect(status).toBe(1);
    for (const rule of ['jest/no-focused-tests', 'no-secrets/no-pattern-match', 'no-explicit-any'])
      expect(output).toContain(rule);
    expect(clone.git('rev-parse', 'HEAD')).toBe(head);
    expect(clone.git('show', ':test/one.spec.ts')).toBe(FAULTY);
    expect(clone.read('test/one.spec.ts')).toBe(FAULTY);
  }, 120_000);

  it('has its files formatted, and no others', () => {
    clone.write('other.md', 'a  *b*\n');
    expect(commit('page.md', 'a *b*\n\n\n\nc')).toMatchObject({ status: 0 });
    expect(clone.git('show', 'HEAD:page.md')).toBe('a _b_\n\nc\n');
    expect(clone.git('status', '--porcelain')).toBe('?? other.md\n');
    expect(clone.read('other.md')).toBe('a  *b*\n');
  }, 60_000);

  it('is not asked about by an installation without git, or without the packages for development', () => {
    const { scripts } = JSON.parse(clone.read('package.json')) as { scripts: { prepare: string } };
    for (const missing of ['node_modules', '.git']) {
      clone.run('rm', '-rf', missing);
      expect(clone.run('sh', '-c', scripts.prepare)).toEqual({ status: 0, output: '' });
    }
  });
});
