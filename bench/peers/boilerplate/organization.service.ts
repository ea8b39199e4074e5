import { ForbiddenException, Injectable, NotFoundException, UnprocessableEntityException } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CreateOrganizationDto } from './dto.js';
import { Organization } from './entities.js';

@Injectable()
export class OrganizationService {
  constructor(private readonly dataSource: DataSource) {}

  async createManaged(parentId: string, dto: CreateOrganizationDto) {
    return this.dataSource.transaction(async (manager) => {
      const organizations = manager.getRepository(Organization);
      const parent = await organizations.findOne({
        where: { id: parentId },
        relations: { currency: true },
        lock: { mode: 'pessimistic_write' },
      });
      if (parent === null) throw new NotFoundException();
      if (parent.suspended || parent.activatedAt === null) throw new ForbiddenException();
      const { managedLimit, currency } = parent;
      const isFull =
        managedLimit !== null && (await organizations.countBy({ parent: { id: parentId } })) >= managedLimit;
      if (isFull) throw new UnprocessableEntityException('organization_limit_reached');
      if (await organizations.existsBy({ subDomain: dto.sub_domain })) throw new UnprocessableEntityException('taken');
      const made = organizations.create({
        ...{ parent, currency, name: dto.name, subDomain: dto.sub_domain, managed: true, activatedAt: new Date() },
        annotations: (dto.annotations ?? []).map(({ key, value }) => ({ key, value: value ?? null })),
      });
      await organizations.save(made);
      return { organization: presented(made), annotations: dto.annotations ?? [] };
    });
  }

  async get(id: string) {
    const organizations = this.dataSource.getRepository(Organization);
    const found = await organizations.findOne({ where: { id }, relations: { currency: true } });
    if (found === null) throw new NotFoundException();
    return { organization: presented(found) };
  }

  async list(parentId: string, page: number, perPage: number) {
    const [found, total] = await this.dataSource.getRepository(Organization).findAndCount({
      where: { parent: { id: parentId } },
      order: { id: 'ASC' },
      skip: (page - 1) * perPage,
      take: perPage,
    });
    const pagination = { current_page: page, total_pages: Math.ceil(total / perPage), total, per_page: perPage };
    return { pagination, organizations: found.map(listed) };
  }
}

const seconds = (time: Date) => Math.floor(time.getTime() / 1_000);

function listed({ id, name, subDomain, createdAt, managed }: Organization) {
  const infrastructure_domain = `${subDomain}.boilerplate.localhost`;
  return { id, name, sub_domain: subDomain, infrastructure_domain, created_at: seconds(createdAt), managed };
}

function presented(organization: Organization) {
  const { activatedAt, suspended, billingName, currency } = organization;
  return {
    ...listed(organization),
    activated_at: activatedAt === null ? null : seconds(activatedAt),
    suspended,
    billing_name: billingName,
    currency,
  };
}
