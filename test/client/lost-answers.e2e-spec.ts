import { describeCuts } from './cuts.js';

// `npm run stress` does the same with a thousand. Protects the key that `identified` makes once for all tries.
describeCuts(40);
