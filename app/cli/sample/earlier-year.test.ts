import { expect, it } from "vitest";
import { toEarlierYear } from "./earlier-year.ts";

const FILE = `facility,source,period,quantity,unit,data quality,evidence,note
Suzhou plant,"Aluminium sheet, primary",2025-01,58.42,t,measured,goods receipt 2025-01,
Suzhou plant,Water supply,2025-01,2140,m3,measured,water bill 2025-01,"by meter, read"
`;

it("moves each row to the year before and scales it to the digits of its figure", () => {
  expect(toEarlierYear(FILE, { from: "2025", to: "2024" }).replaceAll("\r\n", "\n")).toContain(
    `Suzhou plant,"Aluminium sheet, primary",2024-01,66.60,t,measured,goods receipt 2024-01,
Suzhou plant,Water supply,2024-01,2247,m3,measured,water bill 2024-01,"by meter, read"`,
  );
});
