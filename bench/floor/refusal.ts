/** A request that is refused. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    code: string,
  ) {
    super(code);
  }
}
