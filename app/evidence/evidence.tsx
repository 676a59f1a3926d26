import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { EnterRecordsLink } from "#app/records/files/enter-records-link.tsx";
import { HashText } from "#app/records/files/hash-text.tsx";
import { evidence } from "./evidence.list.server.ts";
import { readEvidenceFrame } from "./evidence-frame.server.ts";
import { EvidenceFrame } from "./evidence-frame.tsx";
import { receiveEvidence } from "./receive-evidence.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.evidence.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(evidence, routed, async (tx, { actor }, rows) => ({
    frame: await readEvidenceFrame(tx, actor.organizationId, new URL(routed.request.url).searchParams),
    mayEdit: offers(EvidenceActions, actor).upload,
    files: Object.fromEntries(
      rows.map(({ key, view }) => [key, { name: view.name, sha256: view.sha256, isErased: view.erased !== null }]),
    ),
  }));

const EvidenceActions = defineActions({ upload: { right: "records.write", schema: z.object({}), body: "own" } });

/** Uploads files for a period, or for records to be chosen later. */
export const action = organizationAction(EvidenceActions, {
  upload: {
    outside: async ({ request, params }) => {
      const { outcomes, problem, typed } = await receiveEvidence(request, params, null);
      const taken = outcomes.find((one) => one.outcome !== "refused");
      // After a single upload, opens the page where the file can be attached to records.
      if (!problem && outcomes.length === 1 && taken?.outcome === "kept")
        return `${new URL(request.url).pathname}/${taken.fileId}`;
      const isRefused = problem || outcomes.some(({ outcome }) => outcome === "refused");
      return data({ outcomes, problem, typed }, { status: isRefused ? 422 : 200 });
    },
  },
});

export default function Evidence() {
  const { list, frame, mayEdit, files } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { evidence: t } = useMessages();
  const hashOf = (id: string) => files[id] && <HashText sha256={files[id].sha256} name={files[id].name} />;
  const enter = (id: string) =>
    files[id] && !files[id].isErased && <EnterRecordsLink address={`${list.address}/${id}`} name={files[id].name} />;
  return (
    <EvidenceFrame
      {...frame}
      view="files"
      mayEdit={mayEdit}
      answer={answer && "outcomes" in answer ? answer : null}
      actions={<ListFile list={list} />}
    >
      <ListBody list={list} cells={{ hash: hashOf }} act={mayEdit ? { head: t.entry.action, of: enter } : undefined} />
    </EvidenceFrame>
  );
}
