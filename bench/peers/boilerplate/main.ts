import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EnterpriseController, OrganizationController, PingController } from './controllers.js';
import { AccessToken, ENTITIES } from './entities.js';
import { EnterpriseService } from './enterprise.service.js';
import { OrganizationService } from './organization.service.js';

/**
 * The service as the usual tutorial has it: Nest on Express, ValidationPipe, repositories and `save()` of a graph of
 * entities, the token looked up by a repository. With `--schema` it makes its tables and ends.
 */

const isSchema = process.argv.includes('--schema');

@Module({
  imports: [
    TypeOrmModule.forRoot({
      ...{ type: 'mariadb', url: process.env.DATABASE_URL, timezone: 'Z', poolSize: 16, entities: [...ENTITIES] },
      synchronize: isSchema,
    }),
    TypeOrmModule.forFeature([AccessToken]),
  ],
  controllers: [EnterpriseController, OrganizationController, PingController],
  providers: [EnterpriseService, OrganizationService],
})
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: false });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
if (isSchema) await app.close();
else await app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
