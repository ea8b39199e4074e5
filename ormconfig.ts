import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { loadEnv } from './src/config/env.js';
import { dataSourceOptions } from './src/database/connection/data-source.js';

/** For the TypeORM command line, after a build: `typeorm migration:show -d dist/ormconfig.js`. */
export default new DataSource({
  ...dataSourceOptions(loadEnv(process.env)),
  entities: [join(import.meta.dirname, 'src/**/*.entity.js')],
});
