import { createRequire } from 'node:module';

// An older Node.js can read this file and no other: what all others import it has not. The script ends such a process
// with one sentence.
createRequire(import.meta.url)('../../scripts/check-node.cjs');
void import('./start.js');
