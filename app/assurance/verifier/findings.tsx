import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { defineActions } from "#app/action/action.ts";
import type { VerifierActor } from "#app/assurance/access.server.ts";
import { addFiles, dropFiles } from "#app/assurance/assurance-file.server.ts";
import {
  addFinding,
  type Finding,
  listFindings,
  SEVERITIES,
  SUBJECTS,
  stepFinding,
} from "#app/assurance/finding.server.ts";
import { VERIFIER_STEPS } from "#app/assurance/finding-state.ts";
import { findNamed, type SubjectNames, subjectsOf, toFindingViews } from "#app/assurance/finding-view.server.ts";
import { knownProblem } from "#app/assurance/known-problem.ts";
import { keepFiles, withReceivedForm } from "#app/assurance/receive-files.server.ts";
import { readText } from "#app/assurance/text-field.ts";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { findEvidence, nameEvidence } from "#app/evidence/evidence-list.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { nameLines } from "#app/runs/run-outline.server.ts";
import { VerifierFindings } from "./verifier-findings.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.findings.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "findings" }, async (tx, who) => {
    const search = new URL(request.url).searchParams;
    const findings = await listFindings(tx, who.engagementId);
    const files = await nameEvidence(tx, who.organizationId, subjectsOf(findings, "file"));
    return {
      base: `/assurance/${who.engagementId}`,
      findings: toFindingViews(
        findings,
        { ...(await readSubjects(tx, who, subjectsOf(findings, "line"))), files },
        localeOf(request),
      ),
      line: search.get("line") ?? "",
      done: search.get("done"),
    };
  });

type TenantTx = Parameters<typeof nameEvidence>[0];

/** @param lines ids of the requested lines */
async function readSubjects(
  tx: TenantTx,
  who: VerifierActor,
  lines: readonly string[],
): Promise<Omit<SubjectNames, "files">> {
  const { run } = await getAssuredInventory(tx, who);
  return {
    lines: run ? await nameLines(tx, who.organizationId, run.id, lines) : new Map(),
    sources: await listEmissionSources(tx, who.organizationId),
  };
}

/** Null if the inventory has no such subject. */
async function findSubject(tx: TenantTx, who: VerifierActor, kind: Subject["kind"], typed: string) {
  if (kind !== "file") return findNamed(kind, typed, await readSubjects(tx, who, [typed.trim()]));
  const file = await findEvidence(tx, who.organizationId, typed.trim());
  return file && { kind, id: file.id };
}

type Subject = Finding["subject"];

const FIELDS = ["intent", "subjectKind", "subjectId", "severity", "text", "findingId", "state"] as const;

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
          const subject = kind && (await findSubject(read, actor, kind, fields.subjectId ?? ""));
          // Throws, so that the rows of the files are rolled back too.
          if (fields.intent !== "add" || !severity || !subject) throw new UnknownSubject();
          await addFinding(tx, actor, { subject, severity, text: text.value, fileIds });
          return null;
        }).catch(async (error) => {
          await dropFiles(actor.tenantId, await evidenceRoom(), kept.files, error);
          return error instanceof UnknownSubject ? "unknownSubject" : knownProblem(error);
        });
        return problem === null ? `/assurance/${actor.engagementId}/findings?done=saved` : refused(problem);
      }),
  },
});

class UnknownSubject extends Error {}

export default function Findings() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerifierFindings {...page} answer={answer && "problem" in answer ? answer : null} />;
}
