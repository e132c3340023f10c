import type { z } from 'zod';

/** A call's input schema, and its answer as a type only: the main process is trusted, the page is not. */
export interface Call<Input extends z.ZodType, Answer> {
  readonly input: Input;
  readonly answer: () => Answer;
}

/** Makes a call: its answer's type first, then the schema of what it takes. */
export function call<Answer>() {
  return <Input extends z.ZodType>(input: Input): Call<Input, Answer> => ({
    input,
    answer: () => {
      throw new Error('An answer is a type; it is never called.');
    },
  });
}
