import { Transform } from 'class-transformer';
import {
  IsInt,
  Max,
  Min,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isAddressOrNetwork } from '../common/networks.js';
import { BadDatabaseUrl, readDatabaseUrl } from './database-url.js';

const asNumber = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value,
);

/** A whole number. Rules are checked in the order in which they are applied, and the first that fails is reported. */
export const wholeNumber =
  (min: number, max: number): PropertyDecorator =>
  (target, property) =>
    [IsInt(), Min(min), Max(max), asNumber].forEach((rule) => rule(target, property));

/** Texts that are separated by commas. */
export const list = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',').flatMap((item) => item.trim() || []) : value,
  );

/** IP addresses or networks. */
@ValidatorConstraint({ name: 'addressesOrNetworks' })
export class AddressesOrNetworks implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return Array.isArray(value) && value.every(isAddressOrNetwork);
  }

  defaultMessage({ property }: ValidationArguments): string {
    return `${property} must be IP addresses or networks such as 10.0.0.0/8, separated by commas`;
  }
}

const KEY_BYTES = 32;

/** Keys of 256 bits, in base64. The message never shows what was given. */
@ValidatorConstraint({ name: 'secretKeys' })
export class UsableSecretKeys implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return Array.isArray(value) && value.every((key) => typeof key === 'string' && isSecretKey(key));
  }

  defaultMessage(): string {
    return 'SECRETS_KEY must be 32 random bytes in base64 (openssl rand -base64 32), or several of these, separated by commas';
  }
}

function isSecretKey(text: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES;
}

/** What the database's driver can be given. */
@ValidatorConstraint({ name: 'usableDatabaseUrl' })
export class UsableDatabaseUrl implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return problemOf(value) === undefined;
  }

  defaultMessage({ value }: ValidationArguments): string {
    return problemOf(value) ?? '';
  }
}

function problemOf(databaseUrl: unknown): string | undefined {
  try {
    readDatabaseUrl(String(databaseUrl));
    return undefined;
  } catch (error) {
    if (error instanceof BadDatabaseUrl) return error.message;
    throw error;
  }
}
