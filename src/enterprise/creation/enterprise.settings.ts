/** What of the configuration enterprises need. */
export class EnterpriseSettings {
  constructor(
    /** How long a creation may take, in milliseconds, whoever waits for it. */
    readonly deadlineMs: number,
  ) {}
}
