import { finds, spoils } from './worker.spoiling.js';

it('is as new for the first file', finds);
it('is spoilt by the first file', spoils);
