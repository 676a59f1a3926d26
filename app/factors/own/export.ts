import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { listOwnFactors } from "./own-factor.server.ts";
import { basisOf, printFigures } from "./own-factor.ts";

const COLUMNS = [
  "id",
  "version",
  "state",
  "name_en",
  "name_zh",
  "category",
  "region",
  "unit",
  "heat_basis",
  "basis",
  "figures",
  "gwp_set",
  "biogenic_co2",
  "valid_from",
  "valid_to",
  "source",
  "publisher",
  "url",
  "page",
  "licence",
  "evidence",
  "uncertainty",
  "note",
  "author",
  "written_at",
  "decided_by",
  "decided_at",
];

/** Every version of the organization's own factors, as a table. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const factors = await listOwnFactors(tx, actor.organizationId);
    const rows = factors.flatMap(({ versions }) =>
      versions.map(({ factorId, version, state, content, authorName, createdAt, steps }) => {
        const { figures, source } = content;
        const decision = steps.find((step) => step.state === "approved" || step.state === "rejected");
        return [
          factorId,
          String(version),
          state,
          content.nameEn,
          content.nameZh,
          content.category ?? "",
          content.region,
          content.unit,
          content.heatBasis ?? "",
          basisOf(figures),
          printFigures(figures),
          figures.co2eGwpSet ?? "",
          figures.biogenicCo2 ?? "",
          content.validFrom ?? "",
          content.validTo ?? "",
          source.title,
          source.publisher,
          source.url,
          source.page,
          content.licence,
          content.evidence,
          content.uncertainty,
          content.note,
          authorName ?? "",
          createdAt.toISOString(),
          decision?.authorName ?? "",
          decision?.at.toISOString() ?? "",
        ];
      }),
    );
    return new Response(printCsv([COLUMNS, ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="own-factors.csv"',
      },
    });
  });
