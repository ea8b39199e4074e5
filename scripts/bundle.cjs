/*
 * Replaces the two modules that begin the service and the command line by bundles of all that they load: finding and
 * reading two thousand files was most of the time of a start. The rest of `dist` stays as the compiler made it.
 */
'use strict';

const { mkdir, readFile, writeFile } = require('node:fs/promises');
const path = require('node:path');

const ENTRIES = ['start.js', 'cli/main.js'];
/** CommonJS in a bundle of modules needs a `require`, for what is part of Node.js and for what stays outside. */
const BANNER = "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);";

/** Packages that others would use if they were installed: their absence is met at run time, as without a bundle. */
const optionalPackages = {
  name: 'optional-packages',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path: name, pluginData, ...from }) => {
      if (pluginData === optionalPackages) return undefined;
      const { kind, importer, resolveDir } = from;
      const { errors } = await build.resolve(name, { kind, importer, resolveDir, pluginData: optionalPackages });
      return errors.length > 0 ? { path: name, external: true } : undefined;
    });
  },
};

/** It would load a second TypeORM from `node_modules`, to see whether it has two classes of its versions below 1. */
const oneTypeorm = {
  name: 'one-typeorm',
  setup(build) {
    build.onLoad({ filter: /[\\/]@nestjs[\\/]typeorm[\\/]dist[\\/]common[\\/]typeorm-compat\.js$/ }, async (file) => {
      const text = await readFile(file.path, 'utf8');
      return { contents: text.replace(/^const require = createRequire\(import\.meta\.url\);$/m, '') };
    });
  },
};

const NAMING = 'var __name = (target, value) => __defProp(target, "name", { value, configurable: true });';
const NAMING_CLASSES =
  'var __name = (target, value, isClass) => isClass ? __defProp(target, "name", { value, configurable: true }) : target;';
const NAME_OF_CLASS = /\b__name\(this, ("[^"]*")\);/g;

/**
 * Classes alone keep their names. esbuild names functions as well, at each call that makes one: that took a tenth of the
 * processor's time of a request.
 */
function withNamesOfClasses(text) {
  return text.replace(NAMING, NAMING_CLASSES).replace(NAME_OF_CLASS, '__name(this, $1, true);');
}

async function write({ path: file, text, contents }) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, file.endsWith('.js') ? withNamesOfClasses(text) : contents);
}

/**
 * @param dist what the compiler has made
 * @returns whether there was a bundler for this platform; the compiler's files work without it, and start slower
 */
async function bundle(dist) {
  let esbuild;
  try {
    esbuild = require('esbuild');
    // Without the optional package that has its binary, it can be loaded and does nothing.
    await esbuild.transform('');
  } catch {
    return false;
  }
  const source = path.join(dist, 'src');
  const { outputFiles } = await esbuild.build({
    entryPoints: ENTRIES.map((entry) => path.join(source, entry)),
    outdir: source,
    outbase: source,
    // As deep as the modules that find files beside `dist` by their own place.
    chunkNames: 'bundle/[name]-[hash]',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // The names of migrations and of dependencies are those of their classes.
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: BANNER },
    external: ['better-sqlite3'],
    // Where code is split, a module of CommonJS is run by the first importer that is: that may be behind decorated classes.
    inject: [path.join(source, 'metadata.js')],
    plugins: [optionalPackages, oneTypeorm],
    logLevel: 'warning',
  });
  if (!outputFiles.some(({ text }) => text.includes(NAMING))) throw new Error('esbuild names classes in another way.');
  await Promise.all(outputFiles.map(write));
  return true;
}

module.exports = { bundle };
