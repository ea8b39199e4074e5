/**
 * Makes a release in this clone: the version of the service and of its client, the closed section of the changelog, the
 * API document that later ones are compared with, one commit and one tag. It packs the client and the service, and never
 * pushes.
 *
 *   npm run release -- X.Y.Z             after every check has passed
 *   npm run release -- X.Y.Z --dry-run   the same checks, and what would be done
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import semver from 'semver';

const USAGE = 'Usage: npm run release -- X.Y.Z [--dry-run]';
const CHANGELOG = 'CHANGELOG.md';
const CLIENT = 'clients/typescript';
/** The API document of the client's types, and that of the last release, which test/client compares. */
const DOCUMENT = `${CLIENT}/openapi.json`;
const RELEASED = `${CLIENT}/released/openapi.json`;
/** What of the document breaks clients of the last release: a line for each, allowed on purpose. */
const BREAKS = `${CLIENT}/released/breaks.txt`;
const CHANGED = ['package.json', 'package-lock.json', `${CLIENT}/package.json`, RELEASED, BREAKS, CHANGELOG];
/** Where the packed client lies; git does not keep it. */
const PACKED = `${CLIENT}/dist`;
/** Where what is published lies beside it: the service, the context of its image, what it is made of, checksums. */
const PUBLISHED = 'release';
/** Run last, because they take the longest. The tests are not among them: `npm run check` comes before a release. */
const CHECKS = ['types', 'boundaries'];
const OPEN = '## Unreleased';

function output(program, ...rest) {
  const { status, stdout, stderr, error } = spawnSync(program, rest, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${rest[0]} failed: ${`${stdout}${stderr}`.trim()}`);
  return stdout.trim();
}

const git = (...rest) => output('git', ...rest);
const versionHere = () => JSON.parse(readFileSync('package.json', 'utf8')).version;

/** The changelog around what was not released yet, or undefined where it has no such section. */
function split(changelog) {
  const from = changelog.search(new RegExp(`^${OPEN}$`, 'm'));
  if (from < 0) return undefined;
  const begin = from + OPEN.length;
  const next = changelog.slice(begin).search(/^## /m);
  const end = next < 0 ? changelog.length : begin + next;
  return {
    before: changelog.slice(0, begin),
    changes: changelog.slice(begin, end).trim(),
    after: changelog.slice(end),
  };
}

/** Why this version cannot be released: a line for each reason, with what to do. */
function* wrongVersion(version) {
  if (semver.valid(version) !== version) {
    yield `${version} is not a version. Give three numbers, as in 1.2.3, with no v in front. ${USAGE}`;
    return;
  }
  const tags = git('tag', '--list', 'v*')
    .split('\n')
    .map((tag) => tag.slice(1));
  const newest = semver.rsort([versionHere(), ...tags.filter((tag) => semver.valid(tag))])[0];
  if (!semver.gt(version, newest)) yield `${version} is not newer than ${newest}. Choose a version behind that one.`;
}

/** A version that breaks clients says so: a new major one, or before 1.0.0 a new minor one. */
function* tooSmall(version) {
  if (semver.valid(version) !== version || readFileSync(BREAKS, 'utf8').trim() === '') return;
  const here = versionHere();
  const allowed = semver.major(here) === 0 ? ['major', 'premajor', 'minor', 'preminor'] : ['major', 'premajor'];
  if (allowed.includes(semver.diff(here, version))) return;
  yield `${BREAKS} has what breaks clients of ${here}. Choose a new ${semver.major(here) === 0 ? 'minor' : 'major'} version.`;
}

/** Why nothing can be released from the clone as it is, in the same form. */
function* wrongState() {
  const branch = git('branch', '--show-current');
  if (branch !== 'main') yield `This is ${branch || 'no branch'}, and releases are made on main. Run: git switch main`;
  const changed = git('status', '--porcelain');
  if (changed) yield `Some files are not committed. Commit them or put them aside (git stash -u):\n${changed}`;
}

function* wrongChangelog(version) {
  const changelog = readFileSync(CHANGELOG, 'utf8');
  const parts = split(changelog);
  if (!parts) yield `${CHANGELOG} has no section "${OPEN}". Add it above the released versions.`;
  else if (!/^- /m.test(parts.changes)) yield `${CHANGELOG} has nothing under "${OPEN}". Say there what has changed.`;
  const closed = changelog.split('\n').some((line) => line.split(' ').slice(0, 2).join(' ') === `## ${version}`);
  if (closed) yield `${CHANGELOG} has a section ${version} already. Choose another version, or reopen that section.`;
}

function* failedChecks() {
  for (const check of CHECKS) {
    const { status } = spawnSync('npm', ['run', '--silent', check], { stdio: 'inherit' });
    if (status !== 0) yield `npm run ${check} failed. Put right what it says, and commit that.`;
  }
}

function refuse(problems) {
  console.error(['Not released, and nothing was changed:', ...problems.map((line) => `- ${line}`)].join('\n'));
  process.exitCode = 1;
}

/** The changelog with its open section closed under this version, and an empty one above it. */
function closed(version) {
  const { before, changes, after } = split(readFileSync(CHANGELOG, 'utf8'));
  const heading = `## ${version} - ${new Date().toISOString().slice(0, 10)}`;
  const text = `${before}\n\n${heading}\n\n${changes}\n${after === '' ? '' : `\n${after}`}`;
  return { heading, changes, text };
}

/** In every package.json and in the lock file; nothing is installed. */
function setVersion(version) {
  const everywhere = ['--workspaces', '--include-workspace-root', '--no-workspaces-update'];
  output('npm', 'version', version, '--no-git-tag-version', '--ignore-scripts', ...everywhere);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  lock.packages[CLIENT].version = version;
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
}

/** Everything or nothing: where a step fails, the commit and the files are what they were before. */
function release(version, { text }, subject, tag) {
  const head = git('rev-parse', 'HEAD');
  let packed;
  // Ctrl-C ends the step that is running, which is then taken back as one that failed.
  process.on('SIGINT', () => undefined);
  try {
    setVersion(version);
    writeFileSync(CHANGELOG, text);
    copyFileSync(DOCUMENT, RELEASED);
    writeFileSync(BREAKS, '');
    packed = output(process.execPath, `${CLIENT}/scripts/pack.mjs`, PACKED);
    git('add', '--', ...CHANGED);
    git('commit', '--quiet', '--message', subject);
    output(process.execPath, 'scripts/build.cjs');
    output(process.execPath, 'scripts/package.mjs', version, PUBLISHED);
    git('tag', '--annotate', tag, '--message', `Tenantry ${version}`);
  } catch (failure) {
    git('reset', '--quiet', '--soft', head);
    git('checkout', '--quiet', head, '--', ...CHANGED);
    return refuse([failure.message]);
  }
  console.log(
    [
      `${tag} is tagged at ${git('rev-parse', '--short', 'HEAD')}. Nothing was pushed. What comes next:`,
      `  git show ${tag}   # look at it`,
      `  git push --atomic origin main ${tag}   # publish it`,
      `  npm publish --access public ${PACKED}/${basename(packed)}   # publish the client`,
      `  docker build -f docker/Dockerfile -t tenantry:${version} - < ${PUBLISHED}/tenantry-${version}-image.tar.gz`,
      `  the files in ${PUBLISHED}, with their SHA256SUMS   # publish them; docs/operations/run.md has their use`,
      `Before it is pushed, this takes it back: git tag --delete ${tag} && git reset --keep ${head.slice(0, 12)}`,
    ].join('\n'),
  );
}

function show(version, { heading, changes }, subject, tag) {
  console.log(
    [
      'A dry run: nothing is changed. A release would',
      `- set the version ${version} in package.json, package-lock.json and ${CLIENT}, where it is ${versionHere()}`,
      `- close the section of ${CHANGELOG} as "${heading}", and leave an empty "${OPEN}" above it`,
      `- keep the API document as the one that later ones must not break, and pack the client into ${PACKED}`,
      `- build, and pack the service, the context of its image, what it is made of and checksums into ${PUBLISHED}`,
      `- commit that as "${subject}", tag it ${tag}, and push nothing`,
      `\n${heading}\n\n${changes}`,
    ].join('\n'),
  );
}

function main(version, isDry) {
  const cheap = [...wrongVersion(version), ...tooSmall(version), ...wrongState(), ...wrongChangelog(version)];
  const problems = cheap.length > 0 ? cheap : [...failedChecks()];
  if (problems.length > 0) return refuse(problems);
  const act = isDry ? show : release;
  act(version, closed(version), `Version ${version} is released`, `v${version}`);
}

let asked;
try {
  asked = parseArgs({ allowPositionals: true, options: { 'dry-run': { type: 'boolean', default: false } } });
} catch (failure) {
  refuse([`${failure.message} ${USAGE}`]);
}
if (asked?.positionals.length === 1) main(asked.positionals[0], asked.values['dry-run']);
else if (asked) refuse([`One version is needed. ${USAGE}`]);
