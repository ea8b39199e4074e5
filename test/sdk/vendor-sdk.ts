import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('drive-sdk.mjs', import.meta.url));

/** A call of the SDK with a token, as `drive-sdk.mjs` understands it. */
export interface SdkCall {
  readonly on: 'bitgo' | 'request' | 'enterprises' | 'enterprise';
  readonly token?: string;
  /** Of the SDK's object; of HTTP in lower case for `request`. */
  readonly method: string;
  readonly args?: readonly unknown[];
  readonly id?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** What the SDK gave its caller, or threw. */
export interface SdkAnswer {
  readonly value?: unknown;
  readonly error?: {
    readonly message: string;
    readonly status: number;
    /** The body. */
    readonly result: Readonly<Record<string, unknown>>;
    readonly invalidToken: boolean;
    readonly needsOTP: boolean;
  };
}

/** The vendor's SDK in a process of its own, pointed at one service. */
export class VendorSdk {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly errors: string[],
  ) {}

  /** @param folder where it is installed @param url of the service */
  static async start(folder: string, url: string): Promise<VendorSdk> {
    const child = spawn(process.execPath, [SCRIPT, folder, url], { stdio: ['pipe', 'pipe', 'pipe'] });
    process.once('exit', () => child.kill('SIGKILL'));
    const errors: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => void errors.push(chunk.toString()));
    const sdk = new VendorSdk(child, createInterface({ input: child.stdout })[Symbol.asyncIterator](), errors);
    await sdk.line();
    return sdk;
  }

  /** Everything that it has complained of. */
  get complaints(): string {
    return this.errors.join('');
  }

  async call(call: SdkCall): Promise<SdkAnswer> {
    this.child.stdin!.write(`${JSON.stringify(call)}\n`);
    return JSON.parse(await this.line()) as SdkAnswer;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }

  private async line(): Promise<string> {
    const next = await this.lines.next();
    if (next.done === true) throw new Error(`The SDK's process has ended: ${this.complaints}`);
    return next.value;
  }
}
