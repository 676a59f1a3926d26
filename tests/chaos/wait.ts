export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const LOOK_MILLISECONDS = 50;

/** Waits until something holds. @returns the milliseconds @throws Error with this text after the limit */
export async function until(holds: () => Promise<boolean>, most: number, words: () => string): Promise<number> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > most) throw new Error(words());
    await wait(LOOK_MILLISECONDS);
  }
  return performance.now() - began;
}
