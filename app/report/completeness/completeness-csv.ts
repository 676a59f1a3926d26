import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { csvAnswer } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { findMatrix } from "./completeness.server.ts";
import { printMatrixCsv } from "./print-matrix-csv.ts";

/** The matrix of a run as a table, with a row for each cell. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const run = requireId(new URL(request.url).searchParams.get("run") ?? undefined);
    const found = await findMatrix(tx, organizationId, run);
    if (!found?.matrix) throw new AppError("not_found");
    const name = `completeness-${found.period.start.slice(0, 4)}.csv`;
    return csvAnswer(`attachment; filename="${name}"`, printMatrixCsv(found.matrix, localeOf(request)));
  });
