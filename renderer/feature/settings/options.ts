/** A choice as the fields that offer it take it. */
interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

/** The choices of a setting, in their order, with the words of each. */
export function optionsOf<V extends string>(
  values: readonly V[],
  labels: { readonly [W in V]: string },
): readonly Option<V>[] {
  return values.map((value) => ({ value, label: labels[value] }));
}
