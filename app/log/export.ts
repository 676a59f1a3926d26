import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { serveListFile } from "#app/access/list-route.server.ts";
import { limitListFile } from "#app/access/look-up-limit.server.ts";
import { logEntries } from "./log.list.server.ts";
import { latestCheckpoint } from "./log.server.ts";

/** All entries under the latest checkpoint as CSV, for spreadsheets. Monitors use the tiles, which prove their content. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const checkpoint = await asPublic(routed.request, latestCheckpoint);
    await limitListFile(routed.context.clientAddress, checkpoint?.size ?? 0);
    return serveListFile(logEntries, routed);
  });
