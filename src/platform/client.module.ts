import { Module } from '@nestjs/common';
import { ClientApiV2Controller } from './client.api-v2.controller.js';

@Module({ controllers: [ClientApiV2Controller] })
export class ClientModule {}
