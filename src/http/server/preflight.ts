import { SetMetadata } from '@nestjs/common';

/** Metadata key of the route that answers OPTIONS. */
export const PREFLIGHT = Symbol('preflight');

/** The route answers OPTIONS for the other routes at the path of the request, and only there. */
export const Preflight = () => SetMetadata(PREFLIGHT, true);
