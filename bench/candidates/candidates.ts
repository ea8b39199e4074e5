import type { Options } from '../options.js';
import type { Candidate } from './candidate.js';
import { MILLION, THOUSAND } from './dataset.js';
import { FLOOR } from './floor.js';
import { tenantry } from './tenantry.js';
import { PRODUCT, PRODUCT_AT_SCALE } from '../report/targets.js';

/** Who takes part, in the order of the rounds. */
export function candidatesFor({ scale, sqlite }: Options): Candidate[] {
  return [
    ...(sqlite ? [] : [FLOOR]),
    tenantry(THOUSAND, PRODUCT),
    ...(scale ? [tenantry(MILLION, PRODUCT_AT_SCALE)] : []),
  ];
}
