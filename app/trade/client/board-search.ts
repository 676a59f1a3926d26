import { normalText } from "#app/encoding/text/normal-text.ts";
import type { BoardClient } from "./client-board.server.ts";
import { CLIENT_STAGES, type ClientStage } from "./client-stage.ts";

export type { BoardClient, ClientStage };

/** How the board may be ordered. */
export const BOARD_ORDERS = ["next", "name", "stage"] as const;
export type BoardOrder = (typeof BOARD_ORDERS)[number];

/** What the board is narrowed to, as it stands in the address; what can't be read narrows nothing. */
export interface BoardSearch {
  words: string;
  stage: ClientStage | "";
  order: BoardOrder;
}

export function boardSearchOf(search: URLSearchParams): BoardSearch {
  const [stage, order] = [search.get("stage"), search.get("order")];
  return {
    words: normalText(search.get("q") ?? "", "NFC")
      .trim()
      .slice(0, 100),
    stage: CLIENT_STAGES.find((one) => one === stage) ?? "",
    order: BOARD_ORDERS.find((one) => one === order) ?? "next",
  };
}

/** The clients that a search meets, in its order; without a day due come last. */
export function narrowBoard(clients: readonly BoardClient[], { words, stage, order }: BoardSearch): BoardClient[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const meets = ({ name }: BoardClient) => wanted.every((word) => `${name.en} ${name.zh}`.toLowerCase().includes(word));
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const keyOf: Record<BoardOrder, (client: BoardClient) => string> = {
    next: ({ next }) => next ?? "9999",
    name: () => "",
    stage: (client) => String(CLIENT_STAGES.indexOf(client.stage)),
  };
  const nameOf = ({ name }: BoardClient) => (name.en || name.zh).toLowerCase();
  return clients
    .filter((client) => (stage === "" || client.stage === stage) && meets(client))
    .sort((a, b) => compare(keyOf[order](a), keyOf[order](b)) || compare(nameOf(a), nameOf(b)));
}
