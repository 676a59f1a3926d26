import { type Money, money } from "#app/money/money.ts";
import { addUpLines, type PricedLine } from "./quote-content.ts";
import type { QuoteLine, QuoteVersion } from "./quote-list.server.ts";

/** A priced line as it is sent. @param index its place among the lines, or among the options */
export function toQuoteLine({ price, net, ...line }: PricedLine, index: number): QuoteLine {
  return { ...line, position: index + 1, priceMinor: price.minor, netMinor: net.minor };
}

/**
 * A sent version with the options that a client chose: they become its last lines, at the prices offered, and its sums
 * are calculated again by the same rules. Without a choice it is the version itself.
 *
 * @param chosen positions of options of this version, ascending and each once
 * @throws RangeError if one of them isn't offered
 */
export function withOptions(version: QuoteVersion, chosen: readonly number[]): QuoteVersion {
  if (chosen.length === 0) return version;
  const added = chosen.map((position, index): QuoteLine => {
    const option = version.options.find((one) => one.position === position);
    if (!option) throw new RangeError(`no option ${position}`);
    return { ...option, position: version.lines.length + index + 1 };
  });
  const lines = [...version.lines, ...added];
  const amount = (minor: bigint): Money => money(minor, version.currency);
  const sums = addUpLines(
    version,
    lines.map(({ payee, netMinor }) => ({ payee, net: amount(netMinor) })),
  );
  return {
    ...version,
    lines,
    options: [],
    optionsChosen: [...chosen],
    netMinor: sums.net.minor,
    taxMinor: sums.tax.minor,
    totalMinor: sums.total.minor,
    depositMinor: sums.deposit.minor,
  };
}

/** Reads positions of options, in any order. @returns null if one of them isn't offered by this version */
export function readChosen(typed: readonly string[], { options }: Pick<QuoteVersion, "options">): number[] | null {
  const chosen = options.map(({ position }) => position).filter((position) => typed.includes(String(position)));
  return chosen.length === new Set(typed).size ? chosen : null;
}
