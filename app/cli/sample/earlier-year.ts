import { csvRows } from "#app/encoding/table/csv-rows.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";

/** The quantities of the earlier year as a share of those of the later one, for sources that changed most. */
const SHARES: Readonly<Record<string, string>> = {
  "Natural gas, boilers": "1.07",
  "Diesel, forklifts": "1.09",
  "Refrigerant R-410A": "1",
  "Refrigerant HFC-134a": "1",
  "LPG, furnaces": "1.12",
  "Electricity losses in the grid": "1.03",
  "Purchased electricity": "1.03",
  "Wood residuals, boiler": "0.93",
  "Aluminium sheet, primary": "1.14",
  "Aluminium sheet, recycled": "0.72",
  "Machine tools, purchase price in 2022 USD": "0.45",
  "Air freight, without radiative forcing": "1.35",
  "General waste, landfill": "1.15",
  "Long-haul flights, economy, with radiative forcing": "1.24",
};
const USUAL_SHARE = "1.05";

/** The sample company's file of records of the year before, from that of the year. Its rows stay in order. */
export function toEarlierYear(file: string, year: { from: string; to: string }): string {
  const [header, ...rows] = [...csvRows([file], ",")].flat().map(({ cells }) => cells);
  const earlier = rows.map(
    ([facility, source = "", period = "", quantity = "", unit, quality, evidence = "", note]) => [
      facility ?? "",
      source,
      period.replace(year.from, year.to),
      scale(quantity, SHARES[source] ?? USUAL_SHARE),
      unit ?? "",
      quality ?? "",
      evidence.replace(year.from, year.to),
      note ?? "",
    ],
  );
  return printCsv([header ?? [], ...earlier]);
}

/** Rounded to the digits of the figure, as a meter would show it. */
function scale(quantity: string, share: string): string {
  const decimals = quantity.split(".")[1]?.length ?? 0;
  return parseDecimal(quantity, BOUNDS.quantity).times(parseDecimal(share, BOUNDS.quantity)).toFixed(decimals);
}
