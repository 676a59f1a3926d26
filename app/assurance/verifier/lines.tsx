import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { readerZone } from "#app/access/reader-zone.server.ts";
import { refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import type { VerifierActor } from "#app/assurance/access.server.ts";
import { listCalculations } from "#app/assurance/calculations.server.ts";
import { markLines } from "#app/assurance/mark.server.ts";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { listLineEvidence, readVerifierLines } from "#app/assurance/verifier-lines.server.ts";
import { getAssuredRun } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { toSent } from "#app/encoding/sent.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { toView as toFileView } from "#app/evidence/evidence-view.server.ts";
import { fieldsRead } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { readState } from "#app/kit/list/list-state.ts";
import { type ListView, toView } from "#app/kit/list/list-view.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { type CalculationRun, getRun, getSelection } from "#app/runs/calculation.server.ts";
import { placeRecords } from "#app/runs/record-place.server.ts";
import { openLine } from "#app/runs/results-view.ts";
import { findLines } from "#app/runs/run-outline.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { choicesOf, LINES } from "./lines-list.ts";
import { selectLines, sumLines } from "./select-lines.ts";
import { VerifierLines } from "./verifier-lines.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.lines);

export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const typed = search.get("line");
  const look = typed ? ({ kind: "line", subject: typed } as const) : ({ kind: "lines" } as const);
  return asVerifier(request, params, look, async (tx, who) => {
    const run = await chooseRun(tx, who, search.get("run"));
    const lines = await readVerifierLines(tx, who, run);
    const lineId = typed ?? (await lineOfRecord(tx, run, search.get("record")));
    const state = readState(LINES, search);
    const isFaulty = Object.keys(state.faults).length > 0;
    const { rows, sums, ...ways } = isFaulty ? NOTHING : selectLines(lines, state, lineId ?? search.get("near"));
    const locale = localeOf(request);
    const reader = { locale, t: translator(locale), zone: await readerZone(request, null) };
    const base = `/assurance/${who.engagementId}`;
    const calculations = await listCalculations(tx, who, [run.id]);
    const page = {
      base,
      list: withoutIdleFilters(
        toView(LINES, reader, { base, state, rows, ...ways, choices: choicesOf(lines), mayStart: false }),
      ),
      sums,
      checked: sumLines(lines.filter(({ mark }) => mark !== null)),
      all: sumLines(lines),
      totalKg: run.document.results?.totals?.co2eKg ?? null,
      calculation: toSent(calculations.find(({ id }) => id === run.id)!),
      opened: lineId ? await open(tx, who, { run, lines, lineId }) : null,
      done: search.get("done"),
    };
    return data(page, { status: isFaulty ? 400 : 200 });
  });
};

/** A filter without a choice, such as that of samples before the first one, is left out. */
function withoutIdleFilters(list: ListView): ListView {
  const isIdle = ({ kind, options, value }: ListView["filters"][number]) =>
    kind === "reference" && options.length === 0 && value === "";
  return { ...list, filters: list.filters.filter((filter) => !isIdle(filter)) };
}

const NOTHING = { rows: [], previous: null, next: null, sums: sumLines([]) };

/** The calculation of the address, or that of the newest report, or the newest one. */
async function chooseRun(tx: TenantTx, who: VerifierActor, asked: string | null): Promise<CalculationRun> {
  return asked ? getRun(tx, who.organizationId, requireId(asked)) : getAssuredRun(tx, who);
}

async function lineOfRecord(tx: TenantTx, run: CalculationRun, record: string | null): Promise<string | null> {
  if (!record) return null;
  const recordId = requireId(record);
  const placed = (await placeRecords(tx, run.id, [recordId])).get(recordId);
  return placed ? (run.document.activities[placed.line]?.id ?? null) : null;
}

interface Opening {
  run: CalculationRun;
  lines: Awaited<ReturnType<typeof readVerifierLines>>;
  lineId: string;
}

async function open(tx: TenantTx, who: VerifierActor, { run, lines, lineId }: Opening) {
  const line = openLine(run.document, lineId);
  const listed = lines.find(({ id }) => id === lineId);
  if (!line || !listed) return null;
  const { files, ...rest } = await listLineEvidence(tx, who.organizationId, { runId: run.id, line: listed.at });
  return {
    line,
    mark: listed.mark,
    findings: listed.findings,
    selection: await getSelection(tx, run.id, lineId),
    files: files.map(toFileView),
    ...rest,
  };
}

const MOST_MARKED = 5000;

/** The lines are read from the form, because their field is repeated. */
const MarkForm = z.object({ note: z.string().max(2000, "tooLong").refine(isPlainText, "textForbidden").default("") });

const LineActions = defineActions({
  check: { right: "assurance.verify", schema: MarkForm },
  withdraw: { right: "assurance.verify", schema: MarkForm },
});

export const action = verifierAction(LineActions, {
  check: { outside: (asked) => mark(asked, "checked") },
  withdraw: { outside: (asked) => mark(asked, "withdrawn") },
});

async function mark(
  { actor, request, value }: { actor: VerifierActor; request: Request; value: { note: string } },
  state: "checked" | "withdrawn",
) {
  const lineIds = [...new Set(fieldsRead(request, "line"))];
  if (lineIds.length === 0) return refuse({ form: "noLine" });
  if (lineIds.length > MOST_MARKED) return refuse({ form: "unknownLine" });
  const search = new URL(request.url).searchParams;
  const { withVerifier } = await doors();
  const isKnown = await withVerifier(actor, async (tx, read) => {
    const run = await chooseRun(read, actor, search.get("run"));
    const found = await findLines(read, actor.organizationId, run.id, lineIds);
    if (found.size < lineIds.length) return false;
    await markLines(tx, actor, { runId: run.id, lineIds, state, note: value.note });
    return true;
  });
  if (!isKnown) return refuse({ form: "unknownLine" });
  search.set("done", "marked");
  return `/assurance/${actor.engagementId}/lines?${search}`;
}

export default function Lines() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierLines {...page} problem={answer ? (Object.values(answer.errors)[0] ?? null) : null} />;
}
