import type { Problem } from './errors.js';

/**
 * What is wrong with a text that must say something and fit its column: nothing but white space, or more than `max`
 * characters, where each code point counts as one (decisions §3).
 * @param field its wire name
 */
export function textProblems(field: string, text: string, max: number): Problem[] {
  if (text.trim() === '') return [{ field, problem: 'blank' }];
  return [...text].length > max ? [{ field, problem: 'too_long', limit: max }] : [];
}
