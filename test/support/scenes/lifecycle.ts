import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import { Scene } from './managed-organizations.js';

/** A hold as `effective_status` shows it. */
export interface ShownHold {
  readonly organization: { readonly id: string; readonly name: string; readonly sub_domain: string };
  readonly depth: number;
  readonly source: string;
  readonly placed_by: string | null;
  readonly reason: string;
  readonly since: number;
}

/** All that the bodies of these operations hold, as far as the tests reach into them. */
export interface Body {
  readonly organization: Record<string, unknown>;
  readonly effective_status: {
    readonly status: string;
    readonly suspended: boolean;
    readonly activated_at: number | null;
    readonly held_above: boolean;
    readonly not_activated_above: boolean;
    readonly holds: readonly ShownHold[];
    readonly not_activated: readonly Pick<ShownHold, 'organization' | 'depth'>[];
  };
  readonly steps: Record<string, { readonly satisfied: boolean; readonly description: string }>;
  readonly success: boolean;
  readonly error: { readonly code: string; readonly description: string; readonly detail: Record<string, unknown> };
}

export const path = (organization: Pick<Organization, 'id'>, what: string) =>
  `/core/v1/organizations/${organization.id}/${what}`;

/** `200`, or `403 permission_denied`. */
export const word = ({ status, body }: Answer<Body>): string =>
  status < 300 ? String(status) : `${status} ${body.error.code}`;

/** The calls by which organizations are activated, held, lifted, asked and deleted. */
export class Lifecycle {
  constructor(readonly scene: Scene) {}

  call(call: Call): Promise<Answer<Body>> {
    return this.scene.app.call<Body>(call);
  }

  activate(organization: Pick<Organization, 'id'>, token: string, headers: Record<string, string> = {}) {
    return this.call({ method: 'POST', url: path(organization, 'activate'), token, headers });
  }

  hold(organization: Pick<Organization, 'id'>, token: string, members: object = {}, headers = {}) {
    const json = { reason: 'test', ...members };
    return this.call({ method: 'POST', url: path(organization, 'holds'), token, json, headers });
  }

  lift(organization: Pick<Organization, 'id'>, token: string, json: object = {}) {
    return this.call({ method: 'DELETE', url: path(organization, 'holds'), token, json });
  }

  status(organization: Pick<Organization, 'id'>, token: string) {
    return this.call({ method: 'GET', url: path(organization, 'effective_status'), token });
  }

  steps(organization: Pick<Organization, 'id'>, token: string) {
    return this.call({ method: 'GET', url: path(organization, 'deletion_steps'), token });
  }

  delete(organization: Pick<Organization, 'id'>, token: string, headers: Record<string, string> = {}) {
    const json = { organization: { id: organization.id } };
    return this.call({ method: 'DELETE', url: '/core/v1/managed_organizations/organization', token, json, headers });
  }

  /** Deletes a root, or any. */
  deleteAny({ id }: Pick<Organization, 'id'>, token: string, headers: Record<string, string> = {}) {
    return this.call({ method: 'DELETE', url: `/core/v1/organizations/${id}`, token, headers });
  }

  get(organization: Pick<Organization, 'id'>, token: string) {
    return this.call({ method: 'GET', url: `/core/v1/organizations/${organization.id}`, token });
  }

  /** Sources and placers of the holds that lie on an organization, by its rows. */
  async holdsOn({ id }: Pick<Organization, 'id'>): Promise<string[]> {
    const rows = await this.scene.app.sql.rows(
      `SELECT source, placed_by_organization_id AS placer FROM organization_holds WHERE organization_id = ?
        ORDER BY source, placed_by_organization_id`,
      [id],
    );
    return rows.map(({ source, placer }) => `${source} ${placer}`.trim());
  }

  /** The audit events of an organization since its creation. */
  async events({ id }: Pick<Organization, 'id'>) {
    return this.scene.app.sql.rows(
      `SELECT action, actor_kind, organization_id, data FROM audit_events
        WHERE subject_id = ? AND action <> 'organization.created' ORDER BY id`,
      [id],
    );
  }
}
