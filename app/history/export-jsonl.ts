import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { streamBody } from "#app/http/stream-body.ts";
import { CHECKER } from "#app/log/checker-name.ts";
import { TRAIL_FORMAT } from "#app/proof/audit-chain.ts";
import { toTrailLine } from "#app/trail/audit-trail-list.server.ts";
import { readTrail, startExport } from "./export.server.ts";

const HOW =
  "Each further line is an entry. Its hash is the SHA-256 of the RFC 8785 canonical JSON of the line without `hash`; " +
  "previous_hash is the hash of the entry numbered one less, 64 zeros before the first. Check all of it: " +
  `node ${CHECKER} trail verify FILE`;

/** The filtered entries as JSON Lines, oldest first, with everything needed to recompute each hash. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const started = await startExport(request, params);
    const { actor, filter, head } = started;
    const begin = {
      format: TRAIL_FORMAT,
      organization_id: actor.organizationId,
      exported_at: new Date().toISOString(),
      filter,
      head,
      how: HOW,
    };
    async function* readLines(): AsyncGenerator<string> {
      yield `${JSON.stringify(begin)}\n`;
      yield* readTrail(started, async (_, entries) =>
        entries.map((entry) => `${JSON.stringify(toTrailLine(entry))}\n`).join(""),
      );
    }
    return new Response(streamBody(readLines()), {
      headers: {
        "Content-Type": "application/jsonl; charset=utf-8",
        "Content-Disposition": 'attachment; filename="audit-trail.jsonl"',
      },
    });
  });
