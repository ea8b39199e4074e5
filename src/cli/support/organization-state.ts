import type { State } from '../../organization/overview/organization-directory.service.js';
import { Painted } from '../output/painted.js';

const WORDS: Readonly<Record<State, Painted>> = {
  activated: new Painted('green', 'activated'),
  not_activated: new Painted('yellow', 'not activated'),
  suspended: new Painted('red', 'suspended'),
};

/** The state of an organization, for people. */
export function stateWord(state: State): Painted {
  return WORDS[state];
}
