import type { DocumentActivity, InventoryDocument, Period } from "#app/carbon/document/inventory-document.ts";

/** So many estimates are told one by one. */
export const MOST_ESTIMATES = 200;

type LocalName = { en?: string; zh?: string };

type Told = Pick<DocumentActivity, "dataQuality" | "description">;

/** The few facts that pages tell of a run with totals, kept with it; it grows with sources and not with records. */
export interface RunOutline {
  gwpSet: string;
  consolidationApproach: InventoryDocument["organization"]["consolidationApproach"];
  estimates: { count: number; first: { id: string; name: LocalName; period: Period }[] };
  /** What its lines are called, by id of their source. */
  names: Record<string, LocalName>;
}

/** Takes the activities of a run as they come. */
export class OutlineBook {
  readonly #estimates: RunOutline["estimates"] = { count: 0, first: [] };
  readonly #names = new Map<string, LocalName>();

  add(activity: Told, { id, period, sourceId }: { id: string; period: Period; sourceId: string }): void {
    if (!this.#names.has(sourceId)) this.#names.set(sourceId, activity.description ?? {});
    this.addLike(activity, { id, period });
  }

  /** One more of a source that is known. @param like an activity that is the same but for its id and days */
  addLike({ dataQuality, description = {} }: Told, { id, period }: { id: string; period: Period }): void {
    if (dataQuality !== "estimated") return;
    this.#estimates.count += 1;
    if (this.#estimates.first.length < MOST_ESTIMATES) this.#estimates.first.push({ id, name: description, period });
  }

  print({ gwp, organization }: Pick<InventoryDocument, "gwp" | "organization">): RunOutline {
    const { consolidationApproach } = organization;
    const names = Object.fromEntries([...this.#names].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { gwpSet: gwp.set, consolidationApproach, estimates: this.#estimates, names };
  }
}
