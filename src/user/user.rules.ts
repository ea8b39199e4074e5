import type { Problem } from '../common/errors.js';
import { textProblems } from '../common/text-problems.js';

const MAX_NAME = 255;

/** What is wrong with the names of a person; one that is not known is left out, and never empty. */
export function personNameProblems({ firstName, lastName }: { firstName?: string; lastName?: string }): Problem[] {
  return [
    ...(firstName === undefined ? [] : textProblems('first_name', firstName, MAX_NAME)),
    ...(lastName === undefined ? [] : textProblems('last_name', lastName, MAX_NAME)),
  ];
}
