import type { Answer, Call } from '../../support/answers.js';
import type { TestApp } from '../../support/harness.js';
import type { Body } from '../../support/scenes/installation.js';

/**
 * Sends a call. An answer that the API's document does not have is status 0 with the reason as its text: a matrix shows
 * of everything that is wrong, and does not end at the first.
 */
export async function ask(app: Pick<TestApp, 'call'>, call: Call): Promise<Answer<Body>> {
  try {
    return await app.call<Body>(call);
  } catch (undocumented) {
    return { status: 0, headers: {}, body: {}, text: String(undocumented) };
  }
}
