import { getMigrations } from 'better-auth/db/migration';
import { options, pool } from './service.mjs';

const { runMigrations } = await getMigrations(options);
await runMigrations();
await pool.end();
