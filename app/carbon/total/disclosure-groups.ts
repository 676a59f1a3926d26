import type { Disclosure, InventoryDocument } from "#app/carbon/document/inventory-document.ts";

/** A disclosure note on the results, once for each kind and factor, with the lines it concerns. */
export interface DisclosureGroup {
  code: string;
  factor: { en?: string | undefined; zh?: string | undefined };
  reference: string;
  detail: Record<string, string>;
  lineCount: number;
  firstLine: string;
}

type Group = Omit<DisclosureGroup, "factor">;

/** Groups disclosure notes as they arrive, in the order in which their groups first appear. */
export class DisclosureGroups {
  readonly #groups = new Map<string, Group>();
  readonly #shared = new Map<Disclosure, Group>();

  add(one: Disclosure): void {
    this.#groupOf(one, one.activity).lineCount += 1;
  }

  /** Adds an activity to a note that many activities share. Its group is looked up once. */
  addShared(one: Disclosure, activity: string): void {
    let group = this.#shared.get(one);
    if (!group) {
      group = this.#groupOf(one, activity);
      this.#shared.set(one, group);
    }
    group.lineCount += 1;
  }

  #groupOf({ code, detail = {} }: Disclosure, firstLine = ""): Group {
    const reference = detail.factor ?? detail.source ?? "";
    const key = `${code} ${reference}`;
    const group = this.#groups.get(key) ?? { code, reference, detail, lineCount: 0, firstLine };
    this.#groups.set(key, group);
    return group;
  }

  /** @param some one activity of each source that a group may be about */
  print({ factors }: Pick<InventoryDocument, "factors">, some: InventoryDocument["activities"]): DisclosureGroup[] {
    const nameOf = new Map([
      ...factors.map((factor) => [`${factor.id}@${factor.version}`, factor.name ?? {}] as const),
      ...some.map(({ emissionSource = "", description = {} }) => [emissionSource, description] as const),
    ]);
    return [...this.#groups.values()].map((group) => ({ ...group, factor: nameOf.get(group.reference) ?? {} }));
  }
}

export function groupDisclosures(document: InventoryDocument): DisclosureGroup[] {
  const groups = new DisclosureGroups();
  for (const disclosure of document.results?.disclosures ?? []) groups.add(disclosure);
  return groups.print(document, document.activities);
}
