import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const END = '@@end@@';

/** One `sh` that is typed into. */
export class Shell {
  private output = '';
  private wake: () => void = () => undefined;

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    process.stdout.on('data', (chunk: Buffer) => {
      this.output += chunk.toString();
      this.wake();
    });
    process.once('close', () => this.wake());
    process.stdin.write('exec 2>&1\n');
  }

  static in(cwd: string, env: Record<string, string | undefined>): Shell {
    // A group of its own, so that whatever it has started ends with it.
    return new Shell(spawn('sh', [], { cwd, env, detached: true }));
  }

  /** What a command prints, to both of its outputs. */
  async type(command: string): Promise<string> {
    this.output = '';
    this.process.stdin.write(`{ ${command}\n} < /dev/null\nprintf '\\n${END}\\n'\n`);
    while (!this.output.endsWith(`\n${END}\n`)) {
      if (this.process.exitCode !== null) throw new Error(`The shell has ended:\n${this.output}`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return this.output
      .slice(0, -END.length - 2)
      .replaceAll('\r', '')
      .trimEnd();
  }

  end(): void {
    try {
      process.kill(-this.process.pid!, 'SIGKILL');
    } catch {
      // It has ended, and everything in it.
    }
  }
}

/** A directory for PATH with the built command line in it, and with a small curl where the machine has none. */
export function programs(directory: string): string {
  const path = join(directory, 'bin');
  const program = (name: string, script: string) => {
    writeFileSync(join(path, name), `#!/bin/sh\nexec '${process.execPath}' '${join(PROJECT, script)}' "$@"\n`);
    chmodSync(join(path, name), 0o755);
  };
  mkdirSync(path);
  program('tenantry', 'dist/src/cli/tenantry.js');
  if (!(process.env.PATH ?? '').split(delimiter).some((place) => existsSync(join(place, 'curl')))) {
    process.stderr.write(
      '\nThe tour is typed with a stand-in of curl (test/e2e/documents/tour.curl.mjs): there is none here.\n',
    );
    program('curl', 'test/e2e/documents/tour.curl.mjs');
  }
  return `${path}${delimiter}${process.env.PATH}`;
}
