/** Maximum number of files analyzed at once. Each uses its own process. */
export const DESCRIBED_AT_ONCE = 4;
/** Maximum number of queued files per organization. They are analyzed one after the other. */
export const TURNS_OF_ONE = 8;

interface Turns {
  busy: number;
  waiting: (() => void)[];
  byOrganization: Map<string, { count: number; last: Promise<unknown> }>;
}

const turns: Turns = { busy: 0, waiting: [], byOrganization: new Map() };

/**
 * Runs the work when it is the organization's turn. An organization that sends many files only delays itself.
 *
 * @returns null without running if the organization already has too many files
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
  // The place passes to the next in line, so that later requests can't take it.
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
