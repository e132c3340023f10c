declare const brand: unique symbol;

/** A primitive that only its own constructor makes, so that an account id is never taken for a task id. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Any value that JSON can hold. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** A type with a field left out, kept apart for each member of a union. */
export type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
