import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabases } from '../support/database/databases.js';
import { Stage } from '../support/scenes/stage.js';
import { compile, project } from './project.js';

const run = promisify(execFile);
const blocksOf = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block!);
const BLOCKS = blocksOf('clients/typescript/README.md');
/** What the recipes print, as their comments have it. */
const PRINTED = BLOCKS.flatMap((block) =>
  [...block.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line!),
);
describe('the package of the client', () => {
  let folder: string;
  let installed: string;

  beforeAll(() => {
    folder = project();
    installed = join(folder, 'node_modules/@tenantry/client');
    writeFileSync(join(folder, 'recipes.ts'), BLOCKS.join('\n'));
    writeFileSync(join(folder, 'webhooks.ts'), blocksOf('docs/webhooks.md').join('\n'));
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const files = () =>
    readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('depends on nothing, and imports nothing but its own files', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
    const needs = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies', 'scripts'];
    expect(needs.filter((part) => part in manifest)).toEqual([]);
    const imports = files()
      .filter((file) => /\.(js|d\.ts)$/.test(file))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) .*from ['"](.*)['"]/gm)]);
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.map(([, from]) => from!).filter((from) => !from.startsWith('./'))).toEqual([]);
  });

  it('has the licences of all that is in it, and no map or source', () => {
    const names = files().map((file) => file.slice(installed.length + 1));
    expect(readFileSync('clients/typescript/LICENSE', 'utf8')).toBe(readFileSync('LICENSE', 'utf8'));
    expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/vendor/openapi-fetch.LICENSE']));
    expect(names.filter((name) => /\.map$|^src|tsconfig/.test(name))).toEqual([]);
  });

  // esbuild as a bundler of the code that uses it; it has no binary on every platform.
  it('leaves out of a bundle what is not used', async () => {
    const { build } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
    const sizes = await Promise.all(
      ['createClient', 'createClient, each, pages'].map(async (names) => {
        const contents = `import { ${names} } from '@tenantry/client'; console.log(${names});`;
        const stdin = { contents, resolveDir: folder };
        const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', minify: true, write: false });
        return outputFiles[0]!.text;
      }),
    );
    expect(sizes[0]).not.toContain('nextBatchPrevId');
    expect(sizes[0]).not.toContain('webhook-signature');
    expect(sizes[1]).toContain('nextBatchPrevId');
    expect(sizes[1]!.length).toBeLessThan(24_000);
  });

  it('has recipes that compile without a cast', async () => {
    expect(BLOCKS.length).toBeGreaterThanOrEqual(10);
    expect(BLOCKS.join('\n')).not.toMatch(/\bas (?!const)|<any>|@ts-|!\./);
    expect(blocksOf('docs/webhooks.md')).toHaveLength(1);
    await compile(folder);
  }, 120_000);

  describe.each(testDatabases())('on $name', (database) => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await Stage.open(database);
    });

    afterAll(() => stage.close());

    it('has recipes that print what they say', async () => {
      const { organization, token } = await stage.root();
      const code = readFileSync(join(folder, 'out/recipes.js'), 'utf8')
        .replaceAll('http://127.0.0.1:3000', await stage.app.listen())
        .replace('tnt_…', token)
        .replace('ORGANIZATION', organization.id);
      const script = join(folder, `out/on-${database.name}.js`);
      writeFileSync(script, code);
      const { stdout } = await run(process.execPath, [script]);
      const ids = (text: string) =>
        text
          .replace(/01[0-9a-f]{30}/g, '01…')
          .replace(/\s+/g, ' ')
          .trim();
      expect(ids(stdout)).toBe(ids(PRINTED.join(' ')));
    });
  });
});
