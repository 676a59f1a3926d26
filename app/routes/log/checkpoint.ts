import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { asPublic } from "#app/http/actor.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { latestCheckpoint } from "#app/services/log.server.ts";

/** The newest signed checkpoint of the log (C2SP tlog-checkpoint). */
export const loader = ({ request }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const checkpoint = await latestCheckpoint(tx);
    if (!checkpoint) throw new AppError("not_found");
    return publicText(checkpoint.note, "text/plain; charset=utf-8", 5);
  });
