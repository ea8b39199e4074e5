import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Annotation } from './organization.rules.js';

/** What is noted about managed organizations (create-managed-organization page, KeyValue). */
@Injectable()
export class OrganizationAnnotations {
  constructor(private readonly database: Database) {}

  /** The annotations of an organization, in the order in which they were given. */
  async of(ctx: CallContext, organizationId: string): Promise<Annotation[]> {
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: 'SELECT name, value FROM organization_annotations WHERE organization_id = ? ORDER BY position',
        params: [organizationId],
      }),
    );
    return rows!.map(({ name, value }) => ({ key: String(name), value: value === null ? null : String(value) }));
  }
}
