/** Carries out the building steps of a Dockerfile on this machine, each stage's file system in a directory of its own. */
import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, lchownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assignments, command, isIgnored, parseDockerfile } from './dockerfile.mjs';

const CONTEXT = fileURLToPath(new URL('../', import.meta.url));
const APT_LISTS = '/var/lib/apt/lists';
/** Any user but root; only root can become one, and any other user already is one. */
export const STRANGER = process.getuid() === 0 ? { uid: 65_534, gid: 65_534 } : {};
/** What a build may know of this machine: the way to the registry, and nothing of this project's environment. */
const PASSED_ON =
  /^(PATH|HOME|LANG|(https?|no)_proxy|SSL_CERT_.*|NODE_EXTRA_CA_CERTS|npm_config_(registry|cache|nodedir))$/i;

const machine = Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.test(name)));
const dockerignore = readFileSync(join(CONTEXT, '.dockerignore'), 'utf8');
const started = Date.now();

/** One line of progress, with the time since the beginning. */
export function say(line) {
  console.log(`${((Date.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
}

/** A stage while it is built: `root` is its file system. */
function emptyStage(root, image) {
  return { root, image, workdir: '/', environment: {}, user: 'root', cmd: undefined, health: undefined };
}

/** A container's path as a path of this machine. */
export const inside = (stage, path) => join(stage.root, posix.resolve(stage.workdir, path));
/** The same for an environment's value, which may be a list of them. */
const translated = (stage, value) =>
  value
    .split(':')
    .map((part) => (stage.workdir !== '/' && part.startsWith(stage.workdir) ? join(stage.root, part) : part))
    .join(':');

/** What a process of this stage finds in its environment. */
export function variables(stage) {
  const own = Object.entries(stage.environment).map(([name, value]) => [name, translated(stage, value)]);
  return { ...machine, ...Object.fromEntries(own) };
}

const STEPS = {
  ARG: (stage, { rest }) => {
    const [name, value] = rest.split('=');
    if (value !== undefined) stage.environment[name] ??= value;
  },
  WORKDIR: (stage, { rest }) => {
    stage.workdir = posix.resolve(stage.workdir, rest);
    mkdirSync(inside(stage, '.'), { recursive: true });
  },
  ENV: (stage, { rest }) => {
    for (const [name, value] of assignments(rest, { ...machine, ...stage.environment }))
      stage.environment[name] = value;
  },
  COPY: (stage, step, stages) => copy(stage, step, stages),
  RUN: (stage, { rest }) => run(stage, rest),
  USER: (stage, { rest }) => void (stage.user = rest),
  CMD: (stage, { rest }) => void (stage.cmd = command(rest)),
  HEALTHCHECK: (stage, { rest }) => void (stage.health = command(rest.replace(/^CMD\s+/, ''))),
  VOLUME: (stage, { rest }) => mkdirSync(inside(stage, rest), { recursive: true }),
  EXPOSE: () => undefined,
  LABEL: () => undefined,
};

function copy(stage, { flags, rest }, stages) {
  const paths = rest.split(/\s+/);
  const to = paths.pop();
  const source = flags.from === undefined ? undefined : stages.find(({ name }) => name === flags.from);
  for (const path of paths) {
    const from = source === undefined ? join(CONTEXT, path) : join(source.root, path);
    const wanted = (file) => source !== undefined || !isIgnored(relative(CONTEXT, file), dockerignore);
    if (!wanted(from)) throw new Error(`COPY ${path}: .dockerignore keeps it out of the build`);
    const target = to.endsWith('/') ? join(inside(stage, to), basename(path)) : inside(stage, to);
    cpSync(from, target, { recursive: true, filter: wanted, verbatimSymlinks: true });
    if (flags.chown !== undefined) giveTo(STRANGER, target);
  }
}

function giveTo({ uid, gid }, path) {
  if (uid === undefined) return;
  chownSync(path, uid, gid);
  for (const name of readdirSync(path, { recursive: true })) lchownSync(join(path, name), uid, gid);
}

function run(stage, line) {
  const rest = line.split(/\s*&&\s*/).filter((part) => !isPackaging(part));
  if (rest.length === 0) return;
  const outside = rest.find((part) => /(^|\s)\/\w/.test(part));
  if (outside !== undefined) throw new Error(`RUN ${outside}: an absolute path would be one of this machine`);
  const options = {
    cwd: inside(stage, '.'),
    env: variables(stage),
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', rest.join(' && ')], options);
  if (status !== 0) throw new Error(`RUN ${rest.join(' && ')}: exit code ${status}\n${stdout}\n${stderr}`);
}

/** Installing is left out; a package that does not exist is found out here all the same. */
function isPackaging(part) {
  const [program, verb, ...words] = part.split(/\s+/);
  if (program === 'rm' && words.join(' ').includes('/var/lib/apt/lists')) return true;
  if (program !== 'apt-get') return false;
  const packages = verb === 'install' ? words.filter((word) => !word.startsWith('-')) : [];
  const known = existsSync(APT_LISTS) && readdirSync(APT_LISTS).some((name) => name.includes('_Packages'));
  if (!known) say(`(not looked up, because apt has no lists here: ${packages.join(' ')})`);
  for (const name of known ? packages : []) {
    const { status } = spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' });
    if (status !== 0) throw new Error(`apt-get install ${name}: apt knows no such package`);
  }
  return true;
}

/** Builds every stage under `directory`; gives the last one, which is the image. */
export function build(directory) {
  const stages = [];
  for (const { image, name, steps } of parseDockerfile(readFileSync(join(CONTEXT, 'docker/Dockerfile'), 'utf8'))) {
    const root = join(directory, `stage-${stages.length}`);
    mkdirSync(root);
    const stage = { ...emptyStage(root, image), name };
    stages.push(stage);
    say(
      `FROM ${image}${name === undefined ? '' : ` AS ${name}`} (in its stead: this machine, Node ${process.versions.node})`,
    );
    for (const step of steps) {
      const perform = STEPS[step.instruction];
      if (perform === undefined) throw new Error(`${step.instruction} cannot be tried without a container engine`);
      perform(stage, step, stages);
      say(`${step.instruction} ${step.rest}${step.flags.from === undefined ? '' : ` (from ${step.flags.from})`}`);
    }
  }
  return stages.at(-1);
}
