import { readFileSync } from 'node:fs';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
}

const read = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const own = read<Manifest>('bench/peers/package.json').dependencies;
const product = read<Manifest>('package.json').dependencies;
const lock = read<{ packages: Readonly<Record<string, Locked>> }>('bench/peers/package-lock.json').packages;

// What is compared with the product must not differ from it by the release of a library.
describe('the packages of the candidates of npm run bench', () => {
  it('are named by exact versions, and locked', () => {
    const differing = Object.entries(own).filter(
      ([name, version]) => lock[`node_modules/${name}`]?.version !== version,
    );
    expect(differing).toEqual([]);
  });

  it('are of the same versions as in the product, where both have one', () => {
    const shared = Object.keys(own).filter((name) => product[name] !== undefined);
    expect(shared).toContain('typeorm');
    expect(shared.filter((name) => own[name] !== product[name])).toEqual([]);
  });

  it('come from the registry that npm is set to, and are those which were reviewed', () => {
    const packages = Object.entries(lock).filter(([path]) => path !== '');
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });
});
