import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireId } from "#app/access/actor.server.ts";
import { listFindings } from "#app/assurance/finding.server.ts";
import { viewFindings } from "#app/assurance/finding-context.server.ts";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { nameLineEvidence, readVerifierLines } from "#app/assurance/verifier-lines.server.ts";
import { getAssuredRun } from "#app/assurance/workspace.server.ts";
import { utcDay } from "#app/day/day.ts";
import { toSent } from "#app/encoding/sent.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { readState } from "#app/kit/list/list-state.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { listVerifierRequests } from "../request/request.server.ts";
import { LINES } from "./lines-list.ts";
import { linesWorkbook } from "./lines-workbook.ts";
import { filterLines } from "./select-lines.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The lines that match the filters of the address, with marks and evidence, and all findings and requests. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "lines_file" }, async (tx, who) => {
    const search = new URL(request.url).searchParams;
    const state = readState(LINES, search);
    const asked = search.get("run");
    const run = asked ? await getRun(tx, who.organizationId, requireId(asked)) : await getAssuredRun(tx, who);
    const locale = localeOf(request);
    const [fault] = Object.values(state.faults);
    if (fault) return new Response(`${translator(locale).list.faults[fault]}\n`, { status: 400, headers: PLAIN });
    const bytes = linesWorkbook({
      t: translator(locale),
      locale,
      lines: filterLines(await readVerifierLines(tx, who, run), state.typed),
      files: await nameLineEvidence(tx, run.id),
      recordIds: run.recordIds,
      findings: await viewFindings(tx, who, await listFindings(tx, who.engagementId), locale),
      requests: toSent(await listVerifierRequests(tx, who.engagementId)),
    });
    const name = `lines-${run.document.period.start.slice(0, 4)}-${utcDay(run.createdAt)}.xlsx`;
    const headers = { "Content-Type": XLSX, "Content-Disposition": `attachment; filename="${name}"` };
    return new Response(new Uint8Array(bytes), { headers });
  });

const PLAIN = { "Content-Type": "text/plain; charset=utf-8" };
