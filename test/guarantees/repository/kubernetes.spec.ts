import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { Env } from '../../../src/config/env.js';
import { installed } from '../../support/optional-program.js';

const FOLDER = 'docker/kubernetes';
const KUBECTL = installed({ name: 'kubectl' });

interface Container {
  readonly image: string;
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: object;
  readonly readinessProbe?: { readonly periodSeconds: number };
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly replicas?: number;
    readonly minAvailable?: number;
    readonly template?: {
      readonly spec: {
        readonly containers: readonly Container[];
        readonly securityContext: object;
        readonly terminationGracePeriodSeconds: number;
      };
    };
  };
}

type Model = new (manifest: Manifest) => { validate(): void };

const manifestsIn = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as Manifest);
const filesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(folder, file));

/** The module of a kind among the published schemas: `apps/v1`, `networking.k8s.io/v1`, `v1`. */
const moduleOf = ({ apiVersion }: Manifest) => `kubernetes-models/${apiVersion}`;

/** What is wrong with the values of a manifest, by the validation that is generated from the published schemas. */
function validate(manifest: Manifest): void {
  const models = createRequire(import.meta.url)(moduleOf(manifest)) as Record<string, Model>;
  const model = models[manifest.kind];
  if (!model) throw new Error(`There is no ${manifest.apiVersion} ${manifest.kind}.`);
  new model(manifest).validate();
}

/** What the compiler finds in manifests as literals of the published types: members that no schema has, above all. */
function mistakes(manifests: readonly Manifest[]): string[] {
  const file = join(process.cwd(), 'test/guarantees/repository/manifests.virtual.ts');
  const text = manifests
    .map((each, n) => {
      const type = `import(${JSON.stringify(moduleOf(each))}).I${each.kind}`;
      return `export const m${n}: ${type} = ${JSON.stringify(each)};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => path === file || ts.sys.fileExists(path);
  host.readFile = (path) => (path === file ? text : ts.sys.readFile(path));
  host.getSourceFile = (path, target) => {
    const content = host.readFile(path);
    return content === undefined ? undefined : ts.createSourceFile(path, content, target);
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const kustomized = (folder: string) =>
  manifestsIn(execFileSync(KUBECTL!, ['kustomize', `${FOLDER}/${folder}`], { encoding: 'utf8' }));

describe('docker/kubernetes', () => {
  const all = filesIn(FOLDER).map((file) => ({ file, manifests: manifestsIn(readFileSync(file, 'utf8')) }));
  const base = all.filter(({ file }) => file.startsWith(`${FOLDER}/base/`)).flatMap(({ manifests }) => manifests);
  const resources = (of: typeof all) =>
    of.flatMap(({ manifests }) => manifests).filter(({ kind }) => kind !== 'Kustomization');
  const one = (of: readonly Manifest[], kind: string) => of.find((each) => each.kind === kind)!;

  it('is valid by the published schemas, without a member that they do not have', () => {
    for (const manifest of resources(all)) {
      // A patch has only what it changes.
      if (manifest.kind === 'Deployment' && manifest.spec?.replicas === undefined) continue;
      validate(manifest);
    }
    expect(mistakes(base.filter(({ kind }) => kind !== 'Kustomization'))).toEqual([]);
  }, 60_000);

  it('would be refused with a value of another type, and with a member of another name', () => {
    const deployment = one(base, 'Deployment');
    const broken = { ...deployment, spec: { ...deployment.spec, replicas: 'two' } } as unknown as Manifest;
    expect(() => validate(broken)).toThrow(/replicas/);
    const mistyped = { ...deployment, spec: { ...deployment.spec, replica: 2 } } as Manifest;
    expect(mistakes([mistyped])).toEqual([expect.stringContaining('"replica"')]);
  }, 60_000);

  it('names each of its files, and no other, as a resource or a patch of its folder', () => {
    const folders = all.filter(({ file }) => file.endsWith('/kustomization.yaml'));
    expect(folders).toHaveLength(3);
    for (const { file, manifests } of folders) {
      const { resources: own = [], patches = [] } = manifests[0] as unknown as {
        resources?: string[];
        patches?: { path: string }[];
      };
      const named = [...own.filter((each) => !each.startsWith('..')), ...patches.map(({ path }) => path)].sort();
      const there = readdirSync(join(file, '..')).filter((each) => each !== 'kustomization.yaml');
      expect({ file, named }).toEqual({ file, named: there.sort() });
    }
  });

  it('runs two replicas of which one stays, as a user who is not root, on files that are read only', () => {
    expect(one(base, 'Deployment').spec?.replicas).toBe(2);
    expect(one(base, 'PodDisruptionBudget').spec?.minAvailable).toBe(1);
    for (const kind of ['Deployment', 'Job']) {
      const { securityContext, containers } = one(base, kind).spec!.template!.spec;
      expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const container of containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    }
  });

  it('lets a replica end in peace: the balancer sees it leave, and what is under way is finished', () => {
    const { terminationGracePeriodSeconds: grace, containers } = one(base, 'Deployment').spec!.template!.spec;
    const drain = Number(one(base, 'ConfigMap').data!.DRAIN_DELAY_MS) / 1_000;
    expect(drain).toBeGreaterThanOrEqual(3 * containers[0]!.readinessProbe!.periodSeconds);
    expect(grace).toBeGreaterThan(drain + 25);
  });

  it('sets variables that the service has, and no secret', () => {
    const known = new Set(Object.keys(new Env()));
    for (const { data = {} } of resources(all).filter(({ kind }) => kind === 'ConfigMap')) {
      const optional = ['PUBLIC_URL', 'METRICS_PORT'];
      expect(Object.keys(data).filter((name) => !known.has(name) && !optional.includes(name))).toEqual([]);
    }
    expect(resources(all).filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  // The overlays are put together by kubectl alone; their files are checked above in any case.
  const withKubectl = KUBECTL === undefined ? it.skip : it;
  if (KUBECTL === undefined)
    process.stderr.write('Skipped, since kubectl is not installed: the overlays of docker/kubernetes, put together.\n');

  withKubectl.each(['overlays/production', 'overlays/metrics'])(
    '%s is valid when it is put together',
    (folder) => {
      const manifests = kustomized(folder);
      manifests.forEach(validate);
      expect(mistakes(manifests)).toEqual([]);
      const { containers } = one(manifests, 'Deployment').spec!.template!.spec;
      expect(containers).toHaveLength(1);
      expect(containers[0]!.image).toMatch(/^registry\.example\.com\/tenantry:\d/);
      const ports = containers[0]!.ports!.map(({ name }) => name).sort();
      expect(ports).toEqual(folder.endsWith('metrics') ? ['http', 'metrics'] : ['http']);
      expect(one(manifests, 'ConfigMap').data!.LOG_LEVEL).toBe('info');
    },
    60_000,
  );
});
