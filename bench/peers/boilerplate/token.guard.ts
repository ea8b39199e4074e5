import { createHash } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { AccessToken } from './entities.js';

@Injectable()
export class TokenGuard implements CanActivate {
  constructor(@InjectRepository(AccessToken) private readonly tokens: Repository<AccessToken>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
    const secret = headers.authorization?.replace(/^Bearer /, '') ?? '';
    const secretHash = createHash('sha256').update(secret).digest('hex');
    const token = await this.tokens.findOne({ where: { secretHash, revokedAt: IsNull() } });
    if (token === null) throw new UnauthorizedException();
    return true;
  }
}
