import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An authority of a test's own, made by openssl in a directory that the caller removes. */
export class Authority {
  private constructor(
    private readonly directory: string,
    readonly file: string,
  ) {}

  static make(directory: string, name = 'authority'): Authority {
    const made = new Authority(directory, join(directory, `${name}.pem`));
    openssl(['req', '-x509', ...newKey(made.key), '-days', '2', '-subj', `/CN=${name}`, '-out', made.file]);
    return made;
  }

  /** A server's certificate for a host name, and for others beside it. */
  issue(hostName: string, ...others: readonly string[]): { cert: string; key: string } {
    const at = (end: string) => join(this.directory, `${hostName}.${end}`);
    writeFileSync(at('ext'), `subjectAltName=${[hostName, ...others].map((name) => `DNS:${name}`).join()}\n`);
    openssl(['req', ...newKey(at('key')), '-subj', `/CN=${hostName}`, '-out', at('csr')]);
    const signer = ['-CA', this.file, '-CAkey', this.key, '-CAcreateserial'];
    openssl(['x509', '-req', '-in', at('csr'), ...signer, '-days', '2', '-extfile', at('ext'), '-out', at('pem')]);
    return { cert: at('pem'), key: at('key') };
  }

  private get key(): string {
    return `${this.file}.key`;
  }
}

function newKey(file: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file];
}

function openssl(words: readonly string[]): void {
  execFileSync('openssl', words, { stdio: 'pipe' });
}
