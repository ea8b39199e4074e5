import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** From what the key of one sealed text is derived: what opens one text opens no other. */
export interface SealingKey {
  /** At least 238 random bits. */
  readonly from: string | Buffer;
  /** The id of the row that holds the text. */
  readonly rowId: string;
  /** A text of its own for each kind of secret. */
  readonly purpose: string;
}

function derived({ from, rowId, purpose }: SealingKey): Buffer {
  return Buffer.from(hkdfSync('sha256', from, rowId, purpose, 32));
}

/** Seals a text, so that only the same key opens it: encrypted and authenticated, another text each time. */
export function seal(text: string, key: SealingKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, derived(key), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens what `seal` made; undefined for any other key. */
export function unseal(sealed: string, key: SealingKey): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, derived(key), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const opened = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    return undefined;
  }
}
