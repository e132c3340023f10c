/**
 * Works through items, several at a time, in their order.
 * @param width how many at a time
 */
export async function forEachConcurrent<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items.values();
  const walk = async (): Promise<void> => {
    for (const item of iterator) await work(item);
  };
  await Promise.all(Array.from({ length: width }, walk));
}
