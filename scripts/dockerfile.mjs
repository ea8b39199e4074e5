/**
 * Reads the Dockerfile dialect that this project uses: everything but heredocs, ADD, ONBUILD and shell options.
 * What it does not know it refuses, so that a step is never left out in silence.
 */

const INSTRUCTIONS = /^(ARG|FROM|WORKDIR|ENV|COPY|RUN|USER|VOLUME|EXPOSE|HEALTHCHECK|CMD|ENTRYPOINT|LABEL|STOPSIGNAL)$/;

/**
 * @param {string} text
 * @returns {{ image: string, name: string | undefined, steps: { instruction: string, flags: Record<string, string>, rest: string }[] }[]}
 * the stages in their order, each with its steps in theirs
 */
export function parseDockerfile(text) {
  const stages = [];
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line !== '');
  for (const line of lines) {
    const [, instruction = '', tail = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? [];
    if (!INSTRUCTIONS.test(instruction)) throw new Error(`Not understood in the Dockerfile: ${line}`);
    const { flags, rest } = takeFlags(tail);
    if (instruction === 'FROM') {
      const [image, , name] = rest.split(/\s+/);
      stages.push({ image, name, steps: [] });
    } else if (stages.length > 0) {
      stages.at(-1).steps.push({ instruction, flags, rest });
    }
  }
  return stages;
}

/** `--from=build --chown=node:node a b` → the flags, and `a b`. */
function takeFlags(tail) {
  const flags = {};
  let rest = tail;
  for (let flag; (flag = /^--([a-z-]+)=(\S+)\s+/.exec(rest)) !== null; rest = rest.slice(flag[0].length)) {
    flags[flag[1]] = flag[2];
  }
  return { flags, rest };
}

/** The words of an exec-form command (`["node", "x"]`), or a shell's command line for the other form. */
export function command(rest) {
  return rest.startsWith('[') ? JSON.parse(rest) : ['sh', '-c', rest];
}

/** `A=1 B="two words"` → pairs; `$NAME` is taken from what is set already. */
export function assignments(rest, environment) {
  return [...rest.matchAll(/([A-Za-z_]\w*)=("[^"]*"|\S+)/g)].map(([, name, value]) => [
    name,
    value.replace(/^"|"$/g, '').replace(/\$\{?(\w+)\}?/g, (_, other) => environment[other] ?? ''),
  ]);
}

/** Whether `.dockerignore` keeps a path, relative to the context, out of the build. Later lines win. */
export function isIgnored(path, dockerignore) {
  let ignored = false;
  for (const line of dockerignore.split('\n').map((text) => text.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const negated = line.startsWith('!');
    const pattern = line.replace(/^!/, '').replace(/^\/|\/$/g, '');
    const words = pattern
      .split('**')
      .map((part) =>
        part
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replace(/\*/g, '[^/]*')
          .replace(/\?/g, '[^/]'),
      )
      .join('.*');
    if (new RegExp(`^${words}(/|$)`).test(path)) ignored = !negated;
  }
  return ignored;
}
