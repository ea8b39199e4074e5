import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, JobResult } from '../load/worker.js';

const WORKER = fileURLToPath(new URL('../load/worker.js', import.meta.url));

/** The load, as one process for all runs: it is warm when it counts. */
export class LoadProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** @param pinned put ahead of the command, so that it runs on one core */
  static start(pinned: readonly string[]): LoadProcess {
    const [file, ...args] = [...pinned, process.execPath, WORKER];
    // The plain serialization would turn NaN into null.
    const options = { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' } as const;
    return new LoadProcess(spawn(file, args, { ...options, stdio: [...options.stdio] }));
  }

  /** One job at a time. */
  run(job: Job): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('The load process has ended.'));
      this.child.once('exit', onExit);
      this.child.once('message', (result) => {
        this.child.off('exit', onExit);
        resolve(result as JobResult);
      });
      this.child.send(job);
    });
  }

  stop(): void {
    this.child.removeAllListeners('exit');
    this.child.kill('SIGTERM');
  }
}
