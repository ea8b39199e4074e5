import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256 } from '../common/digest.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_CHARACTERS = 40;
const CHECKSUM_CHARACTERS = 6;
const FORM = /^tnt_([0-9A-Za-z]{40})([0-9A-Za-z]{6})$/;

/**
 * A new secret: `tnt_`, 40 random base62 characters (238 bits), 6 of their CRC32 (decisions §5).
 *
 * The form makes published SDKs send it as a plain bearer (api-v2.md §6.2 A), lets secret scanners recognise it, and
 * lets a mistyped token be refused without a statement.
 */
export function newSecret(): string {
  let random = '';
  for (let i = 0; i < RANDOM_CHARACTERS; i++) random += ALPHABET[randomInt(ALPHABET.length)];
  return `tnt_${random}${checksum(random)}`;
}

/** Whether a text has the form of a secret and its checksum is right. It may never have been issued. */
export function isWellFormedSecret(text: string): boolean {
  const match = FORM.exec(text);
  return match !== null && checksum(match[1]!) === match[2];
}

/** The stored form of a secret. With this much randomness one round of SHA-256 is enough. */
export function secretHash(secret: string): string {
  return sha256(secret);
}

function checksum(random: string): string {
  let rest = crc32(random);
  let text = '';
  for (let i = 0; i < CHECKSUM_CHARACTERS; i++) {
    text = ALPHABET[rest % ALPHABET.length]! + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}
