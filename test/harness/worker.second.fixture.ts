import { finds, spoils } from './worker.spoiling.js';

it('is as new for the second file', finds);
it('is spoilt by the second file', spoils);
