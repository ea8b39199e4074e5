import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Call } from '../../support/answers.js';
import { sqlite } from '../../support/database/databases.js';
import { scratchDirectory } from '../../support/database/mariadb-server.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import type { Body } from '../../support/scenes/installation.js';
import { type ServiceScene, serviceScene } from './service-scene.js';
import type { Case, Line, Swept } from './sweep.js';

const PRELOAD = fileURLToPath(new URL('./sqlite-faults.mjs', import.meta.url));

/** What a statement of SQLite meets: the end of the process, or an error, of which SQLite may have ended the transaction. */
export type StatementFault =
  { readonly kill: 'before' | 'after' } | { readonly code: string; readonly isRolledBack: boolean };

/** A disk without room, or a broken one, may end the transaction, and may not; a lock does not. */
const ERRORS: readonly StatementFault[] = [
  { code: 'SQLITE_BUSY', isRolledBack: false },
  ...['SQLITE_FULL', 'SQLITE_IOERR_WRITE'].flatMap((code) =>
    [false, true].map((isRolledBack) => ({ code, isRolledBack })),
  ),
];

/** Errors in place of each statement. */
export function errorsInPlace(statements: readonly string[]): Case<StatementFault>[] {
  return statements.flatMap((_, at) => ERRORS.map((fault) => ({ at, what: JSON.stringify(fault), fault })));
}

/** The end of the process ahead of each statement, and behind it. */
export function killsAround(statements: readonly string[]): Case<StatementFault>[] {
  return statements.flatMap((statement, at) =>
    (['before', 'after'] as const).map((kill) => ({ at, what: `${kill} ${statement}`, fault: { kill } })),
  );
}

/** The service on SQLite as a process of its own, whose statements meet faults; one that was killed is started again. */
export class SweptEmbedded implements Swept<StatementFault> {
  readonly line: Line<StatementFault>;
  private isOver = false;
  /** How many processes were killed. */
  kills = 0;

  private constructor(
    readonly scene: ServiceScene,
    private readonly folder: string,
    private service: AppProcess,
  ) {
    this.line = lineIn(folder);
    this.watch();
  }

  static async start(): Promise<SweptEmbedded> {
    const scene = await serviceScene(sqlite);
    const folder = scratchDirectory('faults');
    return new SweptEmbedded(scene, folder, await started(scene, folder));
  }

  get place(): ServiceScene['place'] {
    return this.scene.place;
  }

  async call(call: Call): Promise<Answer<Body>> {
    try {
      return await this.service.call<Body>(call);
    } catch (error) {
      await this.service.ended();
      await this.quiet();
      throw error;
    }
  }

  count(): ReturnType<ServiceScene['count']> {
    return this.scene.count();
  }

  async quiet(): Promise<void> {
    if (!this.isOver) return;
    this.kills++;
    this.service = await started(this.scene, this.folder);
    this.watch();
  }

  async close(): Promise<void> {
    await this.service.kill();
    await this.scene.close();
    rmSync(this.folder, { recursive: true });
  }

  private watch(): void {
    this.isOver = false;
    void this.service.ended().then(() => (this.isOver = true));
  }
}

async function started(scene: ServiceScene, folder: string): Promise<AppProcess> {
  const variables = { ...scene.fresh.variables, FAULTS_DIR: folder };
  const service = await startProcess(variables, { nodeArguments: ['--import', PRELOAD] });
  await scene.warm(service);
  return service;
}

/** Directs the process by files. */
function lineIn(folder: string): Line<StatementFault> {
  const [fault, passed] = [join(folder, 'fault'), join(folder, 'passed')];
  return {
    begin(each) {
      rmSync(passed, { force: true });
      writeFileSync(`${fault}-next`, JSON.stringify({ at: each?.at ?? -1, ...each?.fault }));
      renameSync(`${fault}-next`, fault);
    },
    end() {
      rmSync(fault, { force: true });
      return existsSync(passed) ? readFileSync(passed, 'utf8').trimEnd().split('\n') : [];
    },
  };
}
