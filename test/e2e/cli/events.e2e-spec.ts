import { testDatabases } from '../../support/database/databases.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { type Feed, reading, sequence } from '../../support/scenes/event-feed.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { until } from '../../support/until.js';
import { begin, done, here, oneLine } from './command-line.runs.js';

describe.each(testDatabases())('events tail on the command line on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
  });

  afterAll(() => scene.close());

  const tail = (...argv: string[]) => here(scene.fresh.variables, 'events', 'tail', ...argv);
  const documents = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('shows the events of a tree, and the cursor with which it and the API read on', async () => {
    await scene.app.call(createManaged(scene.root, scene.token));
    await scene.app.call(createEnterprise(scene.root, scene.token));
    await sequence(scene.app);
    const which = ['--organization', scene.root.id, '--after', 'oldest'];
    const { out } = await done(tail(...which, '--limit', '2', '--json'));
    const [first, second, last, ...rest] = documents(out);
    expect([first?.type, second?.type, rest]).toEqual(['organization.created', 'token.created', []]);
    expect(Object.keys(last!)).toEqual(['after']);
    const { body } = await scene.app.call<Feed>(
      reading(scene.root, scene.token, `?after=${String(last?.after)}&limit=2`),
    );
    expect(body.events.map(({ type }) => type)).toEqual(['organization.created', 'enterprise.created']);
    const next = await done(followed(body.after));
    expect(next.out).toContain('organization.created');
  });

  /** A tail that begins behind a cursor, and an event behind it. */
  async function followed(after: string) {
    const following = tail('--organization', scene.root.id, '--after', after, '--limit', '1');
    await scene.app.call(createManaged(scene.root, scene.token));
    return following;
  }

  it('has no other types than those that are named', async () => {
    const { out } = await done(tail('--after', 'oldest', '--limit', '1', '--types', 'token.*'));
    expect(out).toMatch(/ {2}token\.created {2}access_token [0-9a-f]{32} .*\nRead on with --after [\w-]{56}\n$/);
  });

  it.each([
    [['--types', 'token.made'], 1],
    [['--after', 'x'], 1],
    [['--limit', '0'], 1],
  ])('refuses %j', async (argv, lines) => {
    const { code, err } = await tail(...argv);
    expect(code).not.toBe(0);
    expect(err.split('\n').length).toBeGreaterThan(lines);
    expect(err.startsWith('{')).toBe(false);
  });

  // Protects untilStopped: the signal would end the process in the middle, without the cursor.
  it.each(['SIGINT', 'SIGTERM'] as const)('is ended by %s, with the cursor to go on with', async (signal) => {
    const which = ['--organization', scene.root.id];
    const { after } = (await scene.app.call<Feed>(reading(scene.root, scene.token, '?after=now'))).body;
    const child = begin(scene.fresh.variables, ['events', 'tail', ...which, '--after', after, '--json']);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await scene.app.call(createManaged(scene.root, scene.token));
    await until('the event is shown', () => out.includes('\n'));
    child.kill(signal);
    expect(await ended).toBe(0);
    const [event, last, ...rest] = documents(out);
    expect([event?.type, Object.keys(last!), rest]).toEqual(['organization.created', ['after'], []]);
    await scene.app.call(createEnterprise(scene.root, scene.token));
    const next = await done(tail(...which, '--after', String(last?.after), '--limit', '1', '--json'));
    expect(documents(next.out)[0]?.type).toBe('enterprise.created');
  });

  it('says what is wrong with a cursor that is none of this feed', async () => {
    const { body } = await scene.app.call<Feed>(reading(scene.root, scene.token));
    const { code, err } = await tail('--after', body.after);
    expect([code !== 0, err]).toEqual([true, expect.stringMatching(oneLine)]);
    expect(err).toContain('--after');
  });
});
