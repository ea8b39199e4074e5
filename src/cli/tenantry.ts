#!/usr/bin/env node
import { createRequire } from 'node:module';

// As in src/main.ts: an older Node.js can read this file and no other.
createRequire(import.meta.url)('../../../scripts/check-node.cjs');
void import('./main.js');
