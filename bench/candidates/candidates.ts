import type { Options } from '../options.js';
import { BETTER_AUTH } from './better-auth.js';
import { BOILERPLATE } from './boilerplate.js';
import type { Candidate } from './candidate.js';
import { MILLION, THOUSAND } from './dataset.js';
import { FLOOR } from './floor.js';
import { tenantry } from './tenantry.js';
import { PRODUCT, PRODUCT_AT_SCALE } from '../report/targets.js';

/** Who takes part, in the order of the rounds. */
export function candidatesFor({ only, scale, sqlite }: Options): Candidate[] {
  const all = [
    FLOOR,
    tenantry(THOUSAND, PRODUCT),
    ...(sqlite ? [] : [BOILERPLATE, BETTER_AUTH]),
    ...(scale ? [tenantry(MILLION, PRODUCT_AT_SCALE)] : []),
  ];
  return all.filter(({ name, workloads }) => name === PRODUCT || workloads.some((each) => only.includes(each)));
}
