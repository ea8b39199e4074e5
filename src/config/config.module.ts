import { type DynamicModule, Module } from '@nestjs/common';
import { Env } from './env.js';

/**
 * Hands the one `Env` of this application to the modules that pass settings on to their services.
 *
 * It is the only global module: configuration is an argument of the whole application, and in any other way a module
 * that needs it would exist twice.
 */
@Module({})
export class ConfigModule {
  static register(env: Env): DynamicModule {
    return { module: ConfigModule, global: true, providers: [{ provide: Env, useValue: env }], exports: [Env] };
  }
}
