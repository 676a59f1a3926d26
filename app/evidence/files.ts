import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readPage } from "#app/kit/list/list.server.ts";
import { printState, readState } from "#app/kit/list/list-state.ts";
import type { EvidenceAnswer } from "#app/records/files/evidence-view.ts";
import { evidence } from "./evidence.list.server.ts";
import { toView } from "./evidence-view.server.ts";
import { receiveEvidence } from "./receive-evidence.server.ts";

const LISTED = 500;

/** The organization's files as JSON, filtered as on the page. `next` is the query for the next page. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const state = readState(evidence, new URL(request.url).searchParams);
    const [fault] = Object.keys(state.faults);
    if (fault !== undefined) throw new AppError("invalid", { details: { field: fault } });
    const { rows, next } = await readPage(tx, evidence, { ...actor, now: new Date() }, { ...state, size: LISTED });
    return Response.json({ files: rows.map(({ view }) => toView(view)), next: next && printState(state, next) });
  });

const FilesActions = defineActions({ upload: { right: "records.write", schema: z.object({}), body: "own" } });

/** Receives files from the page's script. */
export const action = organizationAction(FilesActions, {
  upload: {
    outside: async ({ request, params }) => {
      const { outcomes, problem } = await receiveEvidence(request, params, null);
      return Response.json({ files: [], outcomes, ...(problem && { problem }) } satisfies EvidenceAnswer);
    },
  },
});
