import { loadEnv } from './config/env.js';
import { serve } from './serve.js';
import { explainedFailure } from './startup/failure.js';

try {
  await serve(loadEnv(process.env));
} catch (error) {
  process.stderr.write(`${explainedFailure(error)}\n`);
  process.exit(1); // a start that failed has timers and connections left, which would keep the process alive
}
