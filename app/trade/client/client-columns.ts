import type { Column } from "#app/kit/list/list-shape.ts";

/** The client columns of the downloaded files. */
export function clientColumns<Row>(): Column<Row, { clientId: string; clientName: { en: string; zh: string } }>[] {
  return [
    { key: "client", kind: "text", only: "file", head: (t) => t.list.heads.clientId, value: (row) => row.clientId },
    { key: "en", kind: "text", only: "file", head: (t) => t.list.heads.clientEn, value: (row) => row.clientName.en },
    { key: "zh", kind: "text", only: "file", head: (t) => t.list.heads.clientZh, value: (row) => row.clientName.zh },
  ];
}
