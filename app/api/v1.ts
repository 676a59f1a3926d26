import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerApi } from "./dispatch.server.ts";

/** Every address of the API. Its operations are listed in `app/api/operations.server.ts`. */
export const loader = ({ request, context }: LoaderFunctionArgs) => answerApi(request, context.clientAddress);

export const action = ({ request, context }: ActionFunctionArgs) => answerApi(request, context.clientAddress);
