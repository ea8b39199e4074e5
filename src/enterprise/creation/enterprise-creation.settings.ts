/** The settings of creating enterprises. */
export class EnterpriseCreationSettings {
  constructor(
    /** How long a creation may take in all, in milliseconds. */
    readonly deadlineMs: number,
  ) {}
}
