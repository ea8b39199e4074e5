import { Counter, Histogram, type Registry } from 'prom-client';

/** From a look-up in memory to the deadline of a request, in seconds. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Most sessions are free at once; the longest wait is that for a turn on SQLite, until the deadline. */
const WAIT_BUCKETS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
/** A receiver has 15 seconds. */
const DELIVERY_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

/** What is counted while the service works, by kind. Each label has few values, none of which a client can choose. */
export function createMeters(registry: Registry) {
  return { ...requestMeters([registry]), ...workMeters([registry]) };
}

function requestMeters(registers: Registry[]) {
  return {
    requests: new Counter({
      name: 'tenantry_http_requests_total',
      help: 'Requests by method, template of the route, status and code of the refusal',
      labelNames: ['method', 'route', 'status', 'refusal'],
      registers,
    }),
    durations: new Histogram({
      name: 'tenantry_http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer',
      labelNames: ['method', 'route', 'outcome'],
      buckets: REQUEST_BUCKETS,
      registers,
    }),
    replays: new Counter({
      name: 'tenantry_idempotent_replays_total',
      help: 'Repeated requests that were answered with the first result',
      labelNames: ['method', 'route'],
      registers,
    }),
  };
}

function workMeters(registers: Registry[]) {
  return {
    created: new Counter({
      name: 'tenantry_tenants_created_total',
      help: 'Organizations and enterprises that this process has created',
      labelNames: ['kind'],
      registers,
    }),
    sessionWaits: new Histogram({
      name: 'tenantry_database_session_wait_seconds',
      help: 'Wait for a session of the pool; on SQLite for a turn',
      buckets: WAIT_BUCKETS,
      registers,
    }),
    retries: new Counter({
      name: 'tenantry_database_retries_total',
      help: 'Work that was begun again, by reason and by the error of the database',
      labelNames: ['reason', 'error'],
      registers,
    }),
    deliveries: new Histogram({
      name: 'tenantry_webhook_delivery_duration_seconds',
      help: 'Attempts to deliver an event to a webhook endpoint, by result',
      labelNames: ['result'],
      buckets: DELIVERY_BUCKETS,
      registers,
    }),
  };
}

export type Meters = ReturnType<typeof createMeters>;
