/** Rooms whose words are not rewritten yet: the list only gets shorter. */
export const WAITING: readonly string[] = [
];
