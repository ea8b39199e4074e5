// Drives the vendor's SDK in a process of its own: it is CommonJS, large, and keeps what it knows of a server in
// globals. Each line of the input is a call, each line of the output what came of it.
// Usage: node drive-sdk.mjs <folder where it is installed> <URL of the service>
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [folder, customRootURI] = process.argv.slice(2);
const load = createRequire(`${folder}/package.json`);
const { BitGoAPI } = load('@bitgo/sdk-api');
const { Enterprises } = load('@bitgo/sdk-core');

const sdkWith = (accessToken) => new BitGoAPI({ env: 'custom', customRootURI, accessToken });
const shown = ({ id, name }) => ({ id, name });

const doers = {
  /** A method of the SDK's main object. */
  bitgo: (sdk, { method, args = [] }) => sdk[method](...args),
  /** The way in which its documentation sends what it has no method for. */
  async request(sdk, { method, path, version = 2, body, query }) {
    const request = sdk[method](sdk.url(path, version));
    if (query) request.query(query);
    return (body === undefined ? request : request.send(body)).result();
  },
  /** `list`, or `get` with an id. */
  async enterprises(sdk, { method, args = [] }) {
    const found = await new Enterprises(sdk, undefined)[method](...args);
    return Array.isArray(found) ? found.map(shown) : shown(found);
  },
  /** A method of one enterprise, which is got first. */
  async enterprise(sdk, { id, method, args = [] }) {
    const enterprise = await new Enterprises(sdk, undefined).get({ id });
    return enterprise[method](...args);
  },
};

function describeError({ message, status, result, invalidToken, needsOTP }) {
  return { message, status, result, invalidToken, needsOTP };
}

async function answerTo({ on, token, ...call }) {
  try {
    return { value: await doers[on](sdkWith(token), call) };
  } catch (error) {
    return { error: describeError(error) };
  }
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answerTo(JSON.parse(line)))}\n`);
}
