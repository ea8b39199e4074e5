/** A piece of SQL with its bound values. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number | null)[];
}

/** The roles one of which a user needs for a request: in an organization of a path, or in the enterprise itself. */
export interface RoleBasis {
  /** Ids of the path, root first. */
  readonly organizationIds: readonly string[];
  readonly organizationRoles: ReadonlySet<string>;
  readonly enterprise?: { readonly id: string; readonly roles: ReadonlySet<string> };
}

/**
 * What a caller was admitted for, to be asked once more in the transaction that does what it wants: a token that was
 * revoked after its request was let in changes nothing any more.
 */
export interface Standing {
  /** True as long as it is so; what it has read stays as it is until the transaction ends. */
  condition(): Condition;
  /** The statement whose rows `judge` judges: once the condition was not true, or where nothing is written. */
  readonly query: Condition;
  /**
   * Judges the request again by what there is now.
   * @returns whether that is something else than what the request was admitted for, and still enough for it: from then on
   *   `condition` asks for this
   * @throws DomainError what the request is refused with
   */
  recheck(rows: readonly Readonly<Record<string, string | number | null>>[]): boolean;
  /** The same, and for a user one of these roles beside it. */
  withRoleBasis(basis: RoleBasis): Standing;
}
