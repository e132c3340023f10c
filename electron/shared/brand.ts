declare const brand: unique symbol;

/** A primitive that only its own constructor makes, so that an account id is never taken for a task id. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
