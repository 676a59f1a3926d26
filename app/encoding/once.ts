/**
 * A value that is made when it is first asked for and kept from then on, by the arguments of that first time. What failed
 * at once is made again; a promise is kept however it ends.
 */
export function once<A extends unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  let made: { value: T } | undefined;
  return (...args) => {
    made ??= { value: make(...args) };
    return made.value;
  };
}
