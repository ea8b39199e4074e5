import { Injectable } from '@nestjs/common';
import { SequencerSchedule } from '../audit/sequencer-schedule.js';
import { RetentionSchedule } from '../event-feed/retention/retention-schedule.js';
import { DeliverySchedule } from '../webhook/delivery/delivery-schedule.js';

/** What a process that serves does beside the requests. Each part ends by itself when the process stops. */
@Injectable()
export class BackgroundWork {
  constructor(
    private readonly sequencer: SequencerSchedule,
    private readonly deliveries: DeliverySchedule,
    private readonly retention: RetentionSchedule,
  ) {}

  /** Begins, once the database is ready. */
  begin(): void {
    this.sequencer.begin();
    this.deliveries.begin();
    this.retention.begin();
  }
}
