import type { ChipTone } from "#app/kit/chip.tsx";
import type { Column, Filter } from "#app/kit/list/list-shape.ts";
import type { ServiceKind } from "./service-details.ts";

const OFFERS = ["offered", "retired"] as const;
export type Offer = (typeof OFFERS)[number];

export const OFFER_TONES: Record<Offer, ChipTone> = { offered: "good", retired: "neutral" };

export const offeredFilter: Filter<{ state: Offer }> = {
  kind: "choice",
  name: "state",
  label: (t) => t.service.state,
  column: "state",
  choices: OFFERS,
  word: (t, state) => t.service[state as Offer],
};

/** Columns that identify a service in downloaded files. */
export function serviceColumns<Row>(): Column<
  Row,
  { id: string; kind: ServiceKind; name: Record<"en" | "zh", string> }
>[] {
  return [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "kind",
      kind: "text",
      only: "file",
      head: (t) => t.service.kind,
      value: ({ kind }, { t }) => t.service.kinds[kind],
    },
    { key: "en", kind: "text", only: "file", head: (t) => t.service.nameEn, value: ({ name }) => name.en },
    { key: "zh", kind: "text", only: "file", head: (t) => t.service.nameZh, value: ({ name }) => name.zh },
  ];
}
