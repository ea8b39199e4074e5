import { testDatabases } from '../../support/database/databases.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { until } from '../../support/until.js';
import { answering, type Behaviour, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';
import { begin, done, here } from './command-line.runs.js';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const breaking: Behaviour = (response) => response.destroy();

type Line = Readonly<Record<string, unknown>>;

const documents = (out: string): Line[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe.each(testDatabases())('listen on the command line on $name', (database) => {
  let scene: WebhookScene;
  let receiver: Receiver;
  const ended: (() => unknown)[] = [];

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
  });

  beforeEach(async () => {
    receiver = await Receiver.start();
    ended.push(() => receiver.close());
  });

  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
  });

  afterAll(() => scene.close());

  const argumentsOf = (...argv: string[]) => ['listen', '--forward-to', receiver.url('localhost'), ...argv];
  const listen = (...argv: string[]) => here(scene.variables, ...argumentsOf(...argv));

  /** The command as a process that has begun to listen, and what it has printed until now. */
  async function listening(...argv: string[]) {
    const child = begin(scene.variables, argumentsOf('--json', ...argv));
    ended.push(() => child.kill('SIGKILL'));
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    const lines = () => documents(out);
    await until('it listens', () => lines()[0]?.forwardTo);
    return { child, lines, closed };
  }

  /** The cursor behind all that has happened, of the feed that the arguments name. */
  async function cursor(...argv: string[]): Promise<string> {
    await scene.sequence();
    const { child, lines, closed } = await listening(...argv);
    child.kill('SIGINT');
    expect(await closed).toBe(0);
    return String(lines().at(-1)?.after);
  }

  it('sends what an endpoint gets, signed by the secret that it shows', async () => {
    const tree = ['--organization', scene.root.id];
    const after = await cursor(...tree);
    const ofEndpoint = await Receiver.start();
    ended.push(() => ofEndpoint.close());
    const endpoint = await scene.endpoint(ofEndpoint.url());
    const event = await scene.event();
    await scene.delivered(endpoint, event, { state: 'succeeded' });

    const { out } = await done(listen(...tree, '--after', after, '--limit', '1', '--json'));
    const [start, line, end, ...rest] = documents(out);
    expect([start?.forwardTo, start?.secret]).toEqual([
      receiver.url('localhost'),
      expect.stringMatching(/^whsec_.{44}$/),
    ]);
    receiver.verifyAll(String(start?.secret));
    const [[sent], [delivered]] = [receiver.received, ofEndpoint.of(event)];
    expect([sent?.id, sent?.text]).toEqual([event, delivered?.text]);
    expect(Object.keys(sent!.headers).sort()).toEqual(Object.keys(delivered!.headers).sort());
    expect(line).toMatchObject({ id: event, type: 'enterprise.created', status: 204, error: null });
    expect([Object.keys(end!), rest]).toEqual([['after'], []]);
  });

  it('signs by the secret of the environment, and does not show it', async () => {
    await scene.event();
    const variables = { ...scene.variables, WEBHOOK_SECRET: SECRET };
    const { out, err } = await done(here(variables, ...argumentsOf('--after', 'oldest', '--limit', '3')));
    expect(receiver.received).toHaveLength(3);
    receiver.verifyAll(SECRET);
    expect(out).toMatch(/^Events go to http:\S+, signed by the secret of WEBHOOK_SECRET\n/);
    expect(`${out}${err}`).not.toContain(SECRET);
  });

  it('shows a status that is no success, and goes on with the next event', async () => {
    const after = await cursor();
    await scene.event();
    await scene.event();
    await scene.event();
    const behaviours = [answering(500, {}, 'no\n  such table'), answering(302, { location: '/' }), answering(410)];
    receiver.behaviour = (response, received) => behaviours[receiver.received.length - 1]!(response, received);
    const { out } = await done(listen('--types', 'enterprise.*', '--after', after, '--limit', '3'));
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(3);
    expect(out.split('\n').slice(1, 4)).toEqual([
      expect.stringMatching(/Z {2}enterprise\.created {2}[0-9a-f]{32} {2}500 in \d+ ms {2}failed: .* no such table$/),
      expect.stringMatching(/302 in \d+ ms {2}failed: redirects are not followed$/),
      expect.stringMatching(/410 in \d+ ms {2}failed: the service would disable the endpoint$/),
    ]);
  });

  it('sends an event until it is answered, with one line for it', async () => {
    const { lines, closed } = await listening('--limit', '1');
    receiver.behaviour = breaking;
    const event = await scene.event();
    await until('it was sent three times', () => receiver.of(event).length >= 3);
    receiver.behaviour = answering(204);
    expect(await closed).toBe(0);
    const outcomes = lines().filter(({ id }) => id === event);
    expect(outcomes.map(({ status, error }) => [status, error])).toEqual([
      [null, 'connection_broken'],
      [204, null],
    ]);
  });

  it('waits for a receiver that is not there, and an interrupt gives the cursor of what was not answered', async () => {
    const port = await freePort();
    await receiver.close();
    receiver = { url: () => `http://localhost:${port}/hook` } as Receiver;
    ended.splice(0);
    const { child, lines, closed } = await listening();
    const event = await scene.event();
    await until('it shows that nothing is there', () => lines().some(({ error }) => error === 'not_connected'));
    child.kill('SIGINT');
    expect(await closed).toBe(0);
    receiver = await Receiver.start({ port });
    ended.push(() => receiver.close());
    await done(listen('--after', String(lines().at(-1)?.after), '--limit', '1'));
    expect(receiver.received.map(({ id }) => id)).toEqual([event]);
  });

  it.each([
    [['--forward-to', 'localhost:4000'], 'Give a URL such as'],
    [['--forward-to', 'http://name:word@localhost:4000'], 'credentials'],
    [['--after', 'x'], '--after'],
    [['--types', 'token.made'], 'Types are such as'],
  ])('refuses %j, and sends nothing', async (argv, reason) => {
    const { code, err } = await listen(...argv);
    expect([code === 0, err]).toEqual([false, expect.stringContaining(reason)]);
    expect(receiver.received).toEqual([]);
  });

  it.each(['whsec_c2hvcnQ=', SECRET.slice(6), `${SECRET}!`])(
    'refuses a secret of another form, unseen',
    async (secret) => {
      const variables = { ...scene.variables, WEBHOOK_SECRET: secret };
      const { code, out, err } = await here(variables, ...argumentsOf('--after', 'oldest', '--limit', '1'));
      expect([code, out, err]).toEqual([2, '', expect.stringContaining('WEBHOOK_SECRET')]);
      expect(err).not.toContain(secret);
      expect(receiver.received).toEqual([]);
    },
  );
});
