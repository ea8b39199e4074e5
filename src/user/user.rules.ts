import type { Problem } from '../common/errors.js';
import { type TextKind, textProblems } from '../common/texts.js';

const NAME: TextKind = { max: 255 };

/** The problems of a person's names; an unknown name is absent, and never empty. */
export function personNameProblems({ firstName, lastName }: { firstName?: string; lastName?: string }): Problem[] {
  return [
    ...(firstName === undefined ? [] : textProblems('first_name', firstName, NAME)),
    ...(lastName === undefined ? [] : textProblems('last_name', lastName, NAME)),
  ];
}
