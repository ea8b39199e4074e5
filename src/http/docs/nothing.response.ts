import { ApiSchema } from './response-class.js';

/** The answer of api-v2 to what has nothing to show: an object without members. */
@ApiSchema('Nothing', { description: 'An object without members.' })
export class NothingResponse {}
