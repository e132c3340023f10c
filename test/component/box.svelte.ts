/** Something that changes, and that is followed by what shows it. */
export class Box<T> {
  value: T = $state.raw() as T;

  constructor(value: T) {
    this.value = value;
  }
}
