/** One way to do a piece of work; its result is compared with the others' before the timing. */
export interface Contender<T> {
  name: string;
  work: () => T | Promise<T>;
}

export interface Measured {
  name: string;
  /** Median of the rounds, in milliseconds of wall time. */
  milliseconds: number;
  rounds: number[];
}

/**
 * Runs contenders alternately, so that a busy minute of the machine affects all of them, and takes medians. The first
 * round is a warm-up and not counted. @param isEqual compares each result with the first contender's; omit it if the
 * caller compares
 */
export async function interleave<T>(
  contenders: readonly Contender<T>[],
  { rounds = 5, isEqual }: { rounds?: number; isEqual?: (first: T, other: T) => boolean } = {},
): Promise<Measured[]> {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    const answers: T[] = [];
    for (const [index, { work }] of contenders.entries()) {
      const started = performance.now();
      answers.push(await work());
      if (round > 0) times[index]!.push(performance.now() - started);
    }
    if (round > 0 || !isEqual) continue;
    for (const [index, answer] of answers.entries()) {
      if (!isEqual(answers[0]!, answer)) throw new Error(`${contenders[index]!.name} gives another result`);
    }
  }
  return contenders.map(({ name }, index) => ({ name, milliseconds: median(times[index]!), rounds: times[index]! }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
