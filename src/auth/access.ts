import { SetMetadata } from '@nestjs/common';
import type { Scope } from './scopes.js';

/** What a route requires: nothing, any valid token, or a token with one of these scopes. */
export type Access = { readonly kind: 'public' } | { readonly kind: 'token'; readonly scopes: readonly Scope[] };

/** Metadata key of a route's access. A route without it is refused to every caller, and a test names it. */
export const ACCESS = Symbol('access');

/** No token is needed: for health probes and similar, never for a tenant's data. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** Any valid token may call this, whatever its scopes. */
export const Authenticated = () => SetMetadata(ACCESS, { kind: 'token', scopes: [] } satisfies Access);

/** A token with one of these scopes may call this; the refusal names them all (core-v1.md §5.2). */
export const RequireScope = (...scopes: [Scope, ...Scope[]]) =>
  SetMetadata(ACCESS, { kind: 'token', scopes } satisfies Access);
