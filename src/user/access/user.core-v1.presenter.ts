import { nextCursor } from '../../organization/listing/organization-list.presenter.js';
import type { VisiblePart } from '../../organization/listing/visible-organizations.service.js';
import type { User } from '../user.service.js';
import type { Peer } from './users-with-access.service.js';
import type { CurrentUserAnswer, PeerResponse } from './user.core-v1.response.js';

/**
 * The published User object (core-v1.md §4.3, #7). A name is published as a text, so an unknown one is empty; there
 * are no pictures.
 */
export function presentPeer(user: Peer): PeerResponse {
  return { id: user.id, first_name: user.firstName ?? '', last_name: user.lastName ?? '', avatar_url: '' };
}

/** The user of the token, and the organizations in which they have a role (core-v1.md §1, row 11). */
export function presentCurrent(user: User, { organizations, more }: VisiblePart, tokenId: string): CurrentUserAnswer {
  return {
    user: presentPeer(user),
    organizations: organizations.map(({ id, name, subDomain }) => ({ id, name, sub_domain: subDomain })),
    api_token_id: tokenId,
    ...nextCursor(organizations, more),
  };
}
