import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { limitOwnData } from "#app/access/look-up-limit.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { streamBody } from "#app/http/stream-body.ts";
import { readOwnData } from "./own-data.server.ts";

/** Everything that is stored about the signed-in person, as a file. */
export const loader = ({ request, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const person = await requireUser(request);
    await limitOwnData(context.clientAddress, person.userId);
    const text = readOwnData(await doors(), person, new Date().toISOString());
    return new Response(streamBody(text), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": 'attachment; filename="account.json"',
        "Cache-Control": "private, no-store",
      },
    });
  });
