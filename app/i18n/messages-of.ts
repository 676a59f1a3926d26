/** The shape a translation must have: the same keys, strings for strings, functions with the same parameters. */
export type MessagesOf<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : MessagesOf<T[K]>;
};
