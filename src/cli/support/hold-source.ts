import { Option } from 'commander';
import type { HoldSource } from '../../organization/organization.rules.js';

/** On whose behalf the command line places and lifts holds; a parent does so through the API. */
const SOURCES: readonly Exclude<HoldSource, 'parent'>[] = ['operator', 'billing'];

/** `--source`, the same for placing and lifting. */
export function sourceOption(): Option {
  return new Option('--source <source>', 'on whose behalf').choices(SOURCES).default('operator');
}
