import { loadEnv } from './config/env.js';
import { mistakenVariables } from './config/mistaken-variables.js';
import { runService } from './serve.js';
import { explainedFailure } from './startup/failure.js';

try {
  const env = loadEnv(process.env);
  for (const line of mistakenVariables(process.env)) process.stderr.write(`${line}\n`);
  await runService(env);
} catch (error) {
  process.stderr.write(`${explainedFailure(error)}\n`);
  process.exit(1); // a start that failed has timers and connections left, which would keep the process alive
}
