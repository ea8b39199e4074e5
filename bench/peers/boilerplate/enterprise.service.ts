import { ConflictException, ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import type { CreateEnterpriseDto } from './dto.js';
import { Enterprise, Organization, User } from './entities.js';

@Injectable()
export class EnterpriseService {
  constructor(private readonly dataSource: DataSource) {}

  async create(organizationId: string, dto: CreateEnterpriseDto) {
    return this.dataSource.transaction(async (manager) => {
      const organization = await manager.findOne(Organization, { where: { id: organizationId } });
      if (organization === null) throw new NotFoundException();
      if (organization.suspended || organization.activatedAt === null) throw new ForbiddenException();
      const { idempotencyKey } = dto;
      const existing = await manager.findOne(Enterprise, {
        where: { organization: { id: organizationId }, idempotencyKey },
        relations: { user: true },
      });
      if (existing !== null) return this.replayed(existing, dto);
      const user = await this.userOf(manager, dto.email);
      const others = await manager.findBy(User, { id: In(dto.additionalAdmins) });
      if (others.length !== dto.additionalAdmins.length) throw new NotFoundException();
      const enterprise = manager.create(Enterprise, {
        ...{ organization, user, idempotencyKey, name: dto.email, admins: [user, ...others] },
        identifiers: (dto.thirdPartyIdentifier ?? []).map(({ id, label }) => ({ identifier: id, label })),
      });
      await manager.save(enterprise);
      return { enterpriseId: enterprise.id, userId: user.id };
    });
  }

  async list(organizationId: string, limit: number) {
    const where = { organization: { id: organizationId } };
    const found = await this.dataSource.getRepository(Enterprise).find({ where, order: { id: 'DESC' }, take: limit });
    return { enterprises: found.map(({ id, name }) => ({ id, name })) };
  }

  private replayed(existing: Enterprise, { email }: CreateEnterpriseDto) {
    if (existing.user.email !== email) throw new ConflictException();
    return { enterpriseId: existing.id, userId: existing.user.id };
  }

  private async userOf(manager: EntityManager, email: string): Promise<User> {
    const known = await manager.findOne(User, { where: { email } });
    return known ?? manager.save(manager.create(User, { email }));
  }
}
