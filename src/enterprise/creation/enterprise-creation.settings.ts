/** What creating enterprises needs of the configuration. */
export class EnterpriseCreationSettings {
  constructor(
    /** How long a creation may take, in milliseconds, however many calls wait for it. */
    readonly deadlineMs: number,
  ) {}
}
