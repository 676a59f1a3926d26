/**
 * A value that is created at first use and then kept, with the arguments of the first call. After an exception it is
 * created again. A promise is kept however it ends.
 */
export function once<A extends unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  let made: { value: T } | undefined;
  return (...args) => {
    made ??= { value: make(...args) };
    return made.value;
  };
}
