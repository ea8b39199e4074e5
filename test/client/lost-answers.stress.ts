import { describeCuts } from './cuts.js';

describeCuts(1_000);
