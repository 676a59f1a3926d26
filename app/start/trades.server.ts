import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import { SHIPPED_KINDS, SHIPPED_TRADES } from "./shipped-trades.ts";
import { readTrades, type TradeFile } from "./trade-template.ts";

/**
 * The trades of this installation: the shipped ones and those in the operator's folder (`TRADES_DIR`).
 *
 * @throws Error with the file, the place in it and what is wrong
 */
export const trades = once(() => readTrades(SHIPPED_KINDS, [...SHIPPED_TRADES, ...readOwn(env().tradesDir)]));

/** Every `.json` file of a folder, in the order of the names. */
function readOwn(folder: string | undefined): TradeFile[] {
  if (folder === undefined) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => {
    const file = join(folder, name);
    try {
      return { file, content: JSON.parse(readFileSync(file, "utf8")) };
    } catch (error) {
      throw new Error(`${file}: is not JSON: ${(error as Error).message}`);
    }
  });
}
