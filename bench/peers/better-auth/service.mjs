import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';
import { createPool } from 'mysql2/promise';

/** What is no part of the comparison is off or free, in its favour: passwords, limits of calls, telemetry, its log. */
export const pool = createPool({ uri: process.env.DATABASE_URL, connectionLimit: 16, timezone: 'Z' });

const MANY = 1_000_000_000;

export const options = {
  database: pool,
  secret: 'a-secret-of-the-benchmark-that-protects-nothing',
  baseURL: 'http://127.0.0.1',
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { disabled: true },
  plugins: [organization({ organizationLimit: MANY, membershipLimit: MANY })],
};

export const auth = betterAuth(options);
