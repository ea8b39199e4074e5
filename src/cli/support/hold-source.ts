import { Option } from 'commander';
import type { HoldSource } from '../../organization/organization.rules.js';

/** The sources of the command line's holds; a parent organization uses the API. */
const SOURCES: readonly Exclude<HoldSource, 'parent'>[] = ['operator', 'billing'];

/** `--source`, the same for placing and lifting. */
export function sourceOption(): Option {
  return new Option('--source <source>', 'the source of the hold').choices(SOURCES).default('operator');
}
