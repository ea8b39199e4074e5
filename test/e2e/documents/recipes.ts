import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compile } from '../../client/project.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { installed, type Program } from '../../support/optional-program.js';
import { until } from '../../support/until.js';

/** A delivery as a receiver got it. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether a recipe takes a delivery to the endpoint of this secret. */
export type Verify = (delivery: Delivery, secret: string) => Promise<boolean>;

/** How a page verifies deliveries in a language. */
export interface Recipe {
  readonly language: string;
  readonly programs: readonly Program[];
  /** @param folder of its own, with the client installed */
  readonly prepare: (page: string, folder: string) => Promise<Verify>;
}

/** The only code of a page in this language that has this in it. */
export function codeOf(page: string, language: string, part: string): string {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, block]) => block!);
  const [block, ...others] = blocks.filter((each) => each.includes(part));
  if (block === undefined || others.length > 0) throw new Error(`Not one block of ${language} has ${part}.`);
  return block;
}

export const CURL: Program = { name: 'curl', package: 'curl', required: 'REQUIRE_CURL' };
export const JQ: Program = { name: 'jq', package: 'jq', required: 'REQUIRE_JQ' };
const PYTHON: Program = { name: 'python3', package: 'python3', required: 'REQUIRE_PYTHON' };
const GO: Program = { name: 'go', package: 'golang-go', required: 'REQUIRE_GO' };

/** Runs a program that reads the delivery and the secret as JSON, to its end; gives what it printed. */
function ask(command: string, words: readonly string[], { headers, body }: Delivery, secret: string): Promise<string> {
  const { promise, child } = withChild(command, words);
  child.stdin?.end(JSON.stringify({ headers, body, secret }));
  return promise;
}

function withChild(command: string, words: readonly string[]) {
  const promise = promisify(execFile)(command, words);
  return { child: promise.child, promise: promise.then(({ stdout }) => stdout.trim()) };
}

const PYTHON_MAIN = `
import json, sys
given = json.load(sys.stdin)
print(verify(given["secret"], given["headers"], given["body"].encode()))
`;

const GO_MAIN = `package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"recipe/webhooks"
)

func main() {
	var given struct {
		Headers      map[string]string
		Body, Secret string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		panic(err)
	}
	header := http.Header{}
	for name, value := range given.Headers {
		header.Set(name, value)
	}
	fmt.Println(webhooks.Verify(given.Secret, header, []byte(given.Body)))
}
`;

const TYPESCRIPT_MAIN = `import { text } from 'node:stream/consumers';
import { receive } from './webhooks.js';

const { headers, body, secret } = JSON.parse(await text(process.stdin));
const { status } = await receive(new Request('http://localhost/', { method: 'POST', headers, body }), [secret]);
console.log(status);
`;

/** The receiver of the page for Node.js, as a process with this secret. */
export class NodeReceiver {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(page: string, folder: string, secret: string, port?: number): Promise<NodeReceiver> {
    const own = port ?? (await freePort());
    const file = join(folder, `receiver-${own}.mjs`);
    writeFileSync(file, codeOf(page, 'js', 'createServer').replace('.listen(4000)', `.listen(${own})`));
    const env = { PATH: process.env.PATH, WEBHOOK_SECRET: secret };
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const receiver = new NodeReceiver(child, `http://127.0.0.1:${own}/webhooks`);
    await until('the receiver answers', () => fetch(receiver.url, { method: 'POST' }));
    return receiver;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

/** Every recipe that docs/webhooks.md has. */
export const RECIPES: readonly Recipe[] = [
  {
    language: 'Node.js',
    programs: [],
    prepare: (page, folder) =>
      Promise.resolve(async ({ headers, body }, secret) => {
        const receiver = await NodeReceiver.start(page, folder, secret);
        const { status } = await fetch(receiver.url, { method: 'POST', headers, body });
        receiver.end();
        return status === 204;
      }),
  },
  {
    language: 'TypeScript',
    programs: [],
    prepare: async (page, folder) => {
      writeFileSync(join(folder, 'webhooks.ts'), codeOf(page, 'ts', 'verifyWebhook'));
      await compile(folder);
      const main = join(folder, 'out/main.js');
      writeFileSync(main, TYPESCRIPT_MAIN);
      return async (delivery, secret) => (await ask(process.execPath, [main], delivery, secret)) === '204';
    },
  },
  {
    language: 'Python',
    programs: [PYTHON],
    prepare: (page, folder) => {
      const main = join(folder, 'main.py');
      writeFileSync(main, codeOf(page, 'python', 'def verify') + PYTHON_MAIN);
      return Promise.resolve(
        async (delivery, secret) => (await ask(installed(PYTHON)!, [main], delivery, secret)) === 'True',
      );
    },
  },
  {
    language: 'Go',
    programs: [GO],
    prepare: async (page, folder) => {
      mkdirSync(join(folder, 'webhooks'));
      writeFileSync(join(folder, 'webhooks/webhooks.go'), codeOf(page, 'go', 'func Verify'));
      writeFileSync(join(folder, 'main.go'), GO_MAIN);
      writeFileSync(join(folder, 'go.mod'), 'module recipe\n\ngo 1.19\n');
      const env = { ...process.env, GOCACHE: join(folder, 'cache'), GOTOOLCHAIN: 'local', GOPROXY: 'off' };
      await promisify(execFile)(installed(GO)!, ['build', '-o', 'verify', '.'], { cwd: folder, env });
      return async (delivery, secret) => (await ask(join(folder, 'verify'), [], delivery, secret)) === 'true';
    },
  },
  {
    language: 'openssl',
    programs: [],
    prepare: (page, folder) =>
      Promise.resolve(async ({ headers, body }, secret) => {
        writeFileSync(join(folder, 'body.json'), body);
        const signed = { ID: headers['webhook-id'], STAMP: headers['webhook-timestamp'] };
        const env = { ...process.env, ...signed, SIGNATURE: headers['webhook-signature'], SECRET: secret };
        const { stdout } = await promisify(execFile)('sh', ['-c', codeOf(page, 'sh', 'genuine')], { cwd: folder, env });
        return stdout === 'genuine\n';
      }),
  },
];
