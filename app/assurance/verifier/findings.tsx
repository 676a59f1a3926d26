import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { defineActions } from "#app/action/action.ts";
import { addFiles } from "#app/assurance/assurance-file.server.ts";
import { addFinding, listFindings, SEVERITIES, SUBJECTS, stepFinding } from "#app/assurance/finding.server.ts";
import { viewFindings } from "#app/assurance/finding-context.server.ts";
import { VERIFIER_STEPS } from "#app/assurance/finding-state.ts";
import { findSubject } from "#app/assurance/finding-subject.server.ts";
import { knownProblem } from "#app/assurance/known-problem.ts";
import { readText } from "#app/assurance/text-field.ts";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { keepFiles, withReceivedForm } from "#app/evidence/receive-files.server.ts";
import { dropFiles } from "#app/evidence/store-files.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getRunHead } from "#app/runs/calculation.server.ts";
import { VerifierFindings } from "./verifier-findings.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.findings.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "findings" }, async (tx, who) => {
    const search = new URL(request.url).searchParams;
    const findings = await listFindings(tx, who.engagementId);
    const { run } = await getAssuredInventory(tx, who);
    const asked = search.get("run");
    const chosen = asked ? await getRunHead(tx, who.organizationId, requireId(asked)) : run;
    return {
      base: `/assurance/${who.engagementId}`,
      findings: await viewFindings(tx, who, findings, localeOf(request)),
      first: {
        line: search.get("line") ?? "",
        record: search.get("record") ?? "",
        run: chosen && { id: chosen.id, at: chosen.createdAt.toISOString() },
      },
      back: search.get("list"),
      done: search.get("done"),
    };
  });

const FIELDS = [
  ...(["intent", "subjectKind", "subjectId", "runId", "recordId", "severity", "text"] as const),
  ...(["findingId", "state"] as const),
] as const;

// Any act of a verifier can include files. The act is one of the form's fields.
const FindingActions = defineActions({
  write: { right: "assurance.verify", schema: z.object({}), body: "own" },
});

export const action = verifierAction(FindingActions, {
  write: {
    outside: ({ actor, request }) =>
      withReceivedForm(request, FIELDS, async ({ fields, files }) => {
        const refused = (problem: string) => data({ problem, refused: null, typed: fields }, { status: 422 });
        const text = readText(fields.text);
        if (!text.ok) return refused(text.fault);
        const kept = await keepFiles(actor.tenantId, files);
        if (!kept.ok) return data({ problem: null, refused: kept, typed: fields }, { status: 422 });
        const fileIds = kept.files.map(({ id }) => id);
        const { withVerifier } = await doors();
        const problem = await withVerifier(actor, async (tx, read) => {
          await addFiles(tx, actor, kept.files);
          const state = VERIFIER_STEPS.find((one) => one === fields.state);
          if (fields.intent === "step" && state) {
            await stepFinding(tx, actor, { findingId: requireId(fields.findingId), state, text: text.value, fileIds });
            return null;
          }
          const severity = SEVERITIES.find((one) => one === fields.severity);
          const kind = SUBJECTS.find((one) => one === fields.subjectKind);
          const found =
            kind &&
            (await findSubject(read, actor, {
              kind,
              typed: fields.subjectId ?? "",
              runId: fields.runId ? requireId(fields.runId) : "",
              recordId: fields.recordId && kind === "line" ? requireId(fields.recordId) : "",
            }));
          // Throws, so that the rows of the files are rolled back too.
          if (fields.intent !== "add" || !severity || !found) throw new UnknownSubject();
          await addFinding(tx, actor, { ...found, severity, text: text.value, fileIds });
          return null;
        }).catch(async (error) => {
          await dropFiles(actor.tenantId, await evidenceRoom(), kept.files, error);
          return error instanceof UnknownSubject ? "unknownSubject" : knownProblem(error);
        });
        const list = new URL(request.url).searchParams.get("list");
        const listed = list === null ? "" : `&list=${encodeURIComponent(list)}`;
        return problem === null ? `/assurance/${actor.engagementId}/findings?done=saved${listed}` : refused(problem);
      }),
  },
});

class UnknownSubject extends Error {}

export default function Findings() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierFindings {...page} answer={answer && "problem" in answer ? answer : null} />;
}
