/**
 * Loaded before the product (`node --import`): shifts its clock by the milliseconds in the file that `CHAOS_CLOCK`
 * names. The clock of the database belongs to another machine and stays unchanged.
 */
import { readFileSync } from "node:fs";

const RealDate = Date;
const LOOK_MILLISECONDS = 200;
const file = process.env.CHAOS_CLOCK ?? "";
let shift = 0;

function look(): void {
  try {
    shift = Number(readFileSync(file, "utf8")) || 0;
  } catch {
    shift = 0;
  }
}

class ShiftedDate extends RealDate {
  constructor(...given: [] | [number]) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(...given);
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
}

look();
setInterval(look, LOOK_MILLISECONDS).unref();
globalThis.Date = new Proxy(ShiftedDate, {
  // Called without `new`, it returns a text.
  apply: () => new ShiftedDate().toString(),
}) as unknown as DateConstructor;
