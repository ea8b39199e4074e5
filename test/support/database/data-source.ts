import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import type { Env } from '../../../src/config/env.js';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';

const SOURCES = fileURLToPath(new URL('../../../src', import.meta.url));

/** A connected data source that knows every entity, as the application's does, without the application around it. */
export function dataSourceWithEntities(env: Env): Promise<DataSource> {
  const entities = [join(SOURCES, '**/*.entity.ts')];
  return new DataSource({ ...dataSourceOptions(env), entities }).initialize();
}
