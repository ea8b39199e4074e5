import type { JsonSchema } from '../../http/validation/argument-metadata.js';
import type { Components, Kind } from './components.js';

/** A part of an operation, and what it would be called among the components. */
export interface Named {
  readonly name: string;
  readonly component: { readonly schema: JsonSchema };
}

/** What several operations have in common: each such part is a component, and the operations refer to it. */
export class Shared {
  private readonly names = new Map<string, string>();

  /** @param all the parts of every operation; of several that have one name the most frequent one is the component */
  constructor(
    private readonly kind: Kind,
    private readonly components: Components,
    all: readonly Named[],
  ) {
    const known = new Map<string, { readonly name: string; times: number }>();
    for (const { name, component } of all) {
      const text = JSON.stringify(component);
      known.set(text, { name, times: (known.get(text)?.times ?? 0) + 1 });
    }
    const repeated = [...known].filter(([, { times }]) => times > 1).sort(([, a], [, b]) => b.times - a.times);
    const taken = new Set<string>();
    for (const [text, { name }] of repeated) {
      if (!taken.has(name)) this.names.set(text, name);
      taken.add(name);
    }
  }

  /** The reference to a part that is shared, or else the part itself. */
  in({ component }: Named): object {
    const name = this.names.get(JSON.stringify(component));
    const part = { ...component, schema: this.components.schema(component.schema) };
    return name === undefined ? part : this.components.add(this.kind, name, part);
  }
}
