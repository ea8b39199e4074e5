import { createRequire } from 'node:module';

// The only file that an older Node.js can read: it lacks what all others import. The script ends such a process with one
// sentence.
createRequire(import.meta.url)('../../scripts/check-node.cjs');
void import('./start.js');
