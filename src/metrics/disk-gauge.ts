import { statfs } from 'node:fs/promises';
import type { OnModuleInit } from '@nestjs/common';
import type { Metrics } from '../observability/metrics/metrics.js';

/** What the disk of the embedded database has left. That of a database server is the server's to measure. */
export class DiskGauge implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    /** Undefined with a database server. */
    private readonly directory: string | undefined,
  ) {}

  onModuleInit(): void {
    const { metrics, directory } = this;
    if (!metrics.isEnabled || directory === undefined) return;
    const help = 'Bytes that the disk of DATA_DIR has left for the service; on SQLite alone';
    metrics.queriedGauge('tenantry_data_free_bytes', help, [], async () => {
      const { bavail, bsize } = await statfs(directory);
      return [{ value: bavail * bsize }];
    });
  }
}
