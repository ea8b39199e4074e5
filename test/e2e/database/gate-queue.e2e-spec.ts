import { sqlite } from '../../support/database/databases.js';
import { figures } from '../../support/scenes/figures.js';
import { adding, GateAlone } from '../../support/database/gate.js';
import { race } from '../../support/until.js';

const unavailable = expect.objectContaining({ code: 'unavailable' }) as unknown;

describe('the queue before the one connection to SQLite', () => {
  let gate: GateAlone;

  beforeAll(async () => {
    gate = await GateAlone.open(sqlite);
  });

  afterAll(() => gate.close());

  /** Work that stays at the gate until it is released. */
  function occupied(): { leave: () => void; left: Promise<void> } {
    let leave = (): void => undefined;
    const released = new Promise<void>((resolve) => (leave = resolve));
    return { leave, left: gate.database.read(gate.ctx, () => released) };
  }

  // Protects `waiting.push` and `waiting.shift`: who asked first is served first, reading or writing.
  it('serves in the order of asking', async () => {
    const served: number[] = [];
    const { leave, left } = occupied();
    const all = race(50, (number) =>
      number % 2 === 0
        ? gate.database.read(gate.ctx, async () => void served.push(number))
        : gate.database.write(gate.ctx, async () => void served.push(number)),
    );
    leave();
    await Promise.all([left, all]);
    expect(served).toEqual(Array.from({ length: 50 }, (_, number) => number));
  });

  // Protects the setImmediate of SqliteSessionPool.next: the driver is synchronous and everything else is microtasks, so
  // without it no timer and no socket would run before the queue is empty.
  it('lets timers run while it is busy', async () => {
    const started = performance.now();
    let ticks = 0;
    let longest = 0;
    let last = started;
    const timer = setInterval(() => {
      ticks++;
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await race(1_500, () =>
      gate.database.write(gate.ctx, async (tx) => {
        tx.queue(adding('busy'));
        await tx.flush();
      }),
    );
    const ms = Math.round(performance.now() - started);
    clearInterval(timer);
    figures('timers beside a busy gate', { ticks, 'in ms': ms, 'longest pause': Math.round(longest) });
    // Without the yield there is none at all, however long it takes.
    expect(ticks).toBeGreaterThanOrEqual(5);
  });

  // Protects `leave` in SqliteSessionPool.turn: a caller that got 503 has left the queue, and its work never begins.
  it('lets those go whose deadline passes in the queue, at once and for good', async () => {
    const { leave, left } = occupied();
    const deadline = new AbortController();
    const served: string[] = [];
    const impatient = gate.database.write({ signal: deadline.signal }, async () => void served.push('impatient'));
    const patient = gate.database.write(gate.ctx, async () => void served.push('patient'));
    deadline.abort();
    await expect(impatient).rejects.toEqual(unavailable);
    expect(served).toEqual([]);
    leave();
    await Promise.all([left, patient]);
    expect(served).toEqual(['patient']);
  });

  // Protects the first line of SqliteSessionPool.turn.
  it('begins nothing for those who come after their deadline', async () => {
    let served = false;
    const late = gate.database.write({ signal: AbortSignal.abort() }, async () => void (served = true));
    await expect(late).rejects.toEqual(unavailable);
    expect(served).toBe(false);
    expect(await gate.marked('nobody')).toBe(0);
  });

  // Protects the `finally` of SqliteSessionPool.withSession: a failure must not keep the gate.
  it('goes on after work that fails', async () => {
    const failing = gate.database.read(gate.ctx, () => Promise.reject(new Error('of the work itself')));
    await expect(failing).rejects.toThrow('of the work itself');
    const broken = gate.database.read(gate.ctx, (reader) => reader.read({ sql: 'SELECT 1 FROM nowhere', params: [] }));
    await expect(broken).rejects.toMatchObject({
      cause: { message: expect.stringContaining('no such table') as unknown },
    });
    expect(await gate.marked('nobody')).toBe(0);
  });
});
