/** A piece of SQL with its bound values. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number | null)[];
}

/**
 * A condition that is true where one row is there, as a sub-select; and the same as a join, which spares the database the
 * plan of a sub-select.
 */
export interface JoinableCondition extends Condition {
  readonly join?: Join;
}

/** A table to join, with its alias, and the condition on it. The statement has to lock the row, as a sub-select does. */
export interface Join {
  /** Absent where nothing is joined. */
  readonly table?: string;
  readonly where: Condition;
}

/** Runs a condition that is a whole SELECT. The type of its rows is a promise of the caller, who has written it. */
export type ReadRows = <R extends { [K in keyof R]: string | number | null }>(
  query: Condition,
) => Promise<readonly R[]>;

/** The roles one of which a user needs for a request: in an organization of a path, or in the enterprise itself. */
export interface RoleBasis {
  /** Ids of the path, root first. */
  readonly organizationIds: readonly string[];
  readonly organizationRoles: ReadonlySet<string>;
  readonly enterprise?: { readonly id: string; readonly roles: ReadonlySet<string> };
}

/**
 * The rights on which a request was admitted, checked once more in the transaction that writes: a token that was
 * revoked after its request was admitted changes nothing.
 */
export interface Standing {
  /** True as long as the rights are there; the rows that it reads are locked until the transaction ends. */
  condition(): JoinableCondition;
  /**
   * Decides about the request again, by the present token and roles: after the condition was not true, or where nothing
   * is written. One statement.
   * @returns whether they have changed since the request was admitted, and still suffice: from then on `condition`
   *   requires the present ones
   * @throws DomainError what the request is refused with
   */
  recheck(read: ReadRows): Promise<boolean>;
  /** The same, and for a user one of these roles as well. */
  withRoleBasis(basis: RoleBasis): Standing;
}
