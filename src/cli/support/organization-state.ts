import type { State } from '../../organization/overview/organization-directory.service.js';
import { Coloured } from '../output/coloured.js';

const WORDS: Readonly<Record<State, Coloured>> = {
  activated: new Coloured('green', 'activated'),
  not_activated: new Coloured('yellow', 'not activated'),
  suspended: new Coloured('red', 'suspended'),
};

/** The state of an organization, for people. */
export function stateWord(state: State): Coloured {
  return WORDS[state];
}
