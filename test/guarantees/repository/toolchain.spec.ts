import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface JestConfig {
  default: {
    transform: Record<string, [string, { jsc: { transform: Record<string, boolean>; keepClassNames: boolean } }]>;
  };
}

// The build is TypeScript's and the tests run what SWC makes of the same files; where the two disagree about
// decorators and class fields, a test passes on an application other than the shipped one.
it('translates classes in the tests as the build does', async () => {
  const tsconfig = JSON.parse(readFileSync(new URL('../../../tsconfig.json', import.meta.url), 'utf8')) as {
    compilerOptions: Record<string, unknown>;
  };
  const { default: jest } = (await import(new URL('../../../jest.config.mjs', import.meta.url).href)) as JestConfig;
  const swc = Object.values(jest.transform)[0]?.[1].jsc;
  expect({
    experimentalDecorators: swc?.transform.legacyDecorator,
    emitDecoratorMetadata: swc?.transform.decoratorMetadata,
    useDefineForClassFields: swc?.transform.useDefineForClassFields,
  }).toEqual({
    experimentalDecorators: tsconfig.compilerOptions.experimentalDecorators,
    emitDecoratorMetadata: tsconfig.compilerOptions.emitDecoratorMetadata,
    useDefineForClassFields: tsconfig.compilerOptions.useDefineForClassFields,
  });
});

it('begins with slow files of tests that are there', () => {
  const load = createRequire(import.meta.url);
  const { SLOWEST } = load('../../worker/sequencer.cjs') as { SLOWEST: readonly string[] };
  expect(SLOWEST.length).toBeGreaterThan(10);
  expect(SLOWEST.filter((name) => !existsSync(`test/${name}`))).toEqual([]);
});
