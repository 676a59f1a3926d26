import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { INSTRUMENT_TYPES } from "#app/carbon/factor/instrument-type.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, translator } from "#app/i18n/index.ts";
import { INSTRUMENT_UNITS, TECHNOLOGIES } from "#app/instruments/contractual-instrument.ts";
import { listCountries } from "#app/kit/country.ts";
import { printInstrumentTemplateCsv, writeInstrumentTemplate } from "./instrument-template.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The template: `?type=xlsx|csv`, in the reader's language. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async () => {
    const locale = localeOf(request);
    const language = contentLanguageFor(locale);
    if (new URL(request.url).searchParams.get("type") === "csv")
      return answer(printInstrumentTemplateCsv(language), "text/csv; charset=utf-8", "csv");
    const { instrument, instrumentImport } = translator(locale);
    const lists = {
      type: INSTRUMENT_TYPES.map((type) => instrument.typeName[type as keyof typeof instrument.typeName]),
      technology: TECHNOLOGIES.map((one) => instrument.technologyName[one]),
      country: listCountries(locale).map(({ name }) => name),
      unit: [...INSTRUMENT_UNITS],
    };
    const { sheet, help } = instrumentImport;
    return answer(Buffer.from(writeInstrumentTemplate({ language, lists, sheet, help })), XLSX, "xlsx");
  });

function answer(body: string | Buffer<ArrayBuffer>, type: string, ending: string): Response {
  return new Response(body, {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="instruments.${ending}"` },
  });
}
