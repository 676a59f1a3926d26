import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, localName, type Messages, translator } from "#app/i18n/index.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { printTemplateCsv, type TemplateForm, writeTemplate } from "./activity-template.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The template: `?form=tall|wide&type=xlsx|csv&inventory=…`, in the reader's language. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const search = new URL(request.url).searchParams;
    const locale = localeOf(request);
    const inventory = await inventoryOf(tx, organizationId, search);
    if (!inventory) throw new AppError("not_found");
    const form: TemplateForm = search.get("form") === "wide" ? "wide" : "tall";
    const facilities = new Map(
      (await listFacilities(tx, organizationId)).map(({ id, name }) => [id, localName(name, locale)]),
    );
    const sources = (await listEmissionSources(tx, organizationId)).map(({ facilityId, name, unit }) => ({
      facility: facilities.get(facilityId) ?? "",
      source: localName(name, locale),
      unit,
    }));
    const language = contentLanguageFor(locale);
    const input = { form, locale: language, period: inventory.period, facilities: [...facilities.values()], sources };
    const year = inventory.period.start.slice(0, 4);
    if (search.get("type") === "csv")
      return answer(printTemplateCsv(input), "text/csv; charset=utf-8", `${form}-${year}.csv`);
    const { template } = translator(locale).activityFile;
    const organization = localName((await getOrganization(tx, organizationId)).name, locale);
    const words = {
      sheet: template.sheet,
      list: template.list,
      title: template.help.title(organization, year),
      lines: linesOf(template.help, form),
    };
    return answer(Buffer.from(writeTemplate(input, words)), XLSX, `${form}-${year}.xlsx`);
  });

function linesOf(help: Messages["activityFile"]["template"]["help"], form: TemplateForm): string[] {
  return [help.fill[form], help.amounts, help.units, help.periods[form], help.evidence, help.keep];
}

function answer(body: string | Buffer<ArrayBuffer>, type: string, name: string): Response {
  return new Response(body, {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="template-${name}"` },
  });
}
