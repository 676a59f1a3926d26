/** Files that are described at once: each costs a process of its own. */
export const DESCRIBED_AT_ONCE = 4;
/** Files that one organization may have on their way; they are described one after the other. */
export const TURNS_OF_ONE = 8;

interface Turns {
  busy: number;
  waiting: (() => void)[];
  byOrganization: Map<string, { count: number; last: Promise<unknown> }>;
}

const turns: Turns = { busy: 0, waiting: [], byOrganization: new Map() };

/**
 * Does the work when it is the organization's turn: whoever sends a hundred files at once waits for their own, and nobody
 * else does.
 *
 * @returns null, with nothing done, where the organization has too many on their way already
 */
export async function inTurn<T>(organizationId: string, work: () => Promise<T>): Promise<T | null> {
  const own = turns.byOrganization.get(organizationId) ?? { count: 0, last: Promise.resolve() };
  if (own.count >= TURNS_OF_ONE) return null;
  own.count += 1;
  turns.byOrganization.set(organizationId, own);
  const turn = own.last.then(() => withPlace(work));
  own.last = turn.catch(() => {});
  try {
    return await turn;
  } finally {
    own.count -= 1;
    if (own.count === 0) turns.byOrganization.delete(organizationId);
  }
}

async function withPlace<T>(work: () => Promise<T>): Promise<T> {
  // Whoever leaves hands the place on, so that nobody who comes later takes it.
  if (turns.busy < DESCRIBED_AT_ONCE) turns.busy += 1;
  else await new Promise<void>((resolve) => turns.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = turns.waiting.shift();
    if (next) next();
    else turns.busy -= 1;
  }
}
