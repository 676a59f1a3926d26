import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, data, useActionData, useLoaderData } from "@remix-run/react";
import { AppError } from "#app/errors.ts";
import { HEADINGS } from "#app/exchange/activity-column.ts";
import { FILE_LIMITS } from "#app/exchange/activity-csv.ts";
import { answerErrors, asOrganization, requireActor, requireId } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { readUpload, type Upload } from "#app/http/upload.server.ts";
import {
  checkActivityFile,
  importActivityFile,
  listActivityImports,
  undoActivityImport,
} from "#app/services/activity-import.server.ts";
import { ColumnGuide } from "#app/ui/import-check/column-guide.tsx";
import type { ImportAnswer } from "#app/ui/import-check/import-answer.ts";
import { ImportPage } from "#app/ui/import-check/import-page.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { describeCheck } from "./check-file.server.ts";
import { inventoryOf } from "./load-activities.server.ts";
import { forgetChoice, MATCH_FIELDS, saveChoices } from "./match-choices.server.ts";

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  titleIn(matches, ({ activity }) => activity.importing.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const search = new URL(request.url).searchParams;
    const inventory = await inventoryOf(tx, organizationId, search);
    const imports = await listActivityImports(tx, organizationId);
    const named = (name: string) => imports.find(({ id }) => id === search.get(name)) ?? null;
    return {
      organizationId,
      inventory,
      mayEdit: ["editor", "admin", "owner"].includes(role),
      imports,
      done: named("done"),
      undone: named("undone"),
    };
  });

/** Checks a file, imports it, or undoes an import: the field `intent` says which. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    await requireActor(request, params, "editor");
    const upload = await readUpload(request, {
      fileField: "file",
      fields: ["intent", "sha256", "importId", ...MATCH_FIELDS],
      maxBytes: FILE_LIMITS.bytes,
    });
    if (upload.fields.intent === "undo") return undo(request, params, requireId(upload.fields.importId));
    return takeFile(request, params, upload);
  });

type Params = { organizationId?: string | undefined };

async function undo(request: Request, params: Params, importId: string): Promise<never> {
  await asOrganization(request, params, "editor", (tx, actor) => undoActivityImport(tx, actor, importId));
  throw redirect(addressWith(request, "undone", importId));
}

async function takeFile(request: Request, params: Params, upload: Upload) {
  const { file, fields, isTooLarge } = upload;
  if (isTooLarge) return refuse("file_too_large", { limit: `${FILE_LIMITS.bytes / 1024 / 1024} MiB` });
  if (!file) return refuse("file_missing");
  const search = new URL(request.url).searchParams;
  const answer = await asOrganization(request, params, "editor", async (tx, actor) => {
    const inventory = await inventoryOf(tx, actor.organizationId, search);
    if (!inventory) throw new AppError("not_found");
    const checked = await checkActivityFile(tx, actor.organizationId, inventory.period, file);
    const isChanged = fields.intent !== "check" && fields.sha256 !== checked.check.sha256;
    if (MATCHING.test(fields.intent ?? "") && !isChanged) {
      const problem = await match(tx, actor, fields);
      const matched = await checkActivityFile(tx, actor.organizationId, inventory.period, file);
      const check = await describeCheck(tx, actor.organizationId, inventory, matched, localeOf(request));
      return { kind: "checked", check, isChanged: false, problem } satisfies ImportAnswer;
    }
    if (fields.intent === "import" && !isChanged) {
      const { importId } = await importActivityFile(tx, actor, inventory.period, file);
      if (importId) return { importId };
    }
    const check = await describeCheck(tx, actor.organizationId, inventory, checked, localeOf(request));
    return { kind: "checked", check, isChanged, problem: null } satisfies ImportAnswer;
  });
  if ("importId" in answer) throw redirect(addressWith(request, "done", answer.importId));
  const isOpen = answer.check.faults.length > 0 || answer.check.descriptions.length > 0;
  return data(answer, { status: isOpen ? 422 : 200 });
}

/** `match` the chosen, `match-high` also what is offered as sure, `forget ID` what was remembered. */
const MATCHING = /^(match|match-high|forget .+)$/;

async function match(
  tx: Parameters<typeof saveChoices>[0],
  actor: Parameters<typeof saveChoices>[1],
  fields: Record<string, string>,
): Promise<"nothingChosen" | null> {
  const [intent = "", id] = (fields.intent ?? "").split(" ");
  if (intent === "forget") {
    await forgetChoice(tx, actor, id);
    return null;
  }
  return (await saveChoices(tx, actor, fields, intent === "match-high")) > 0 ? null : "nothingChosen";
}

function refuse(code: string, facts: Record<string, string> = {}) {
  return data({ kind: "refused", code, facts } satisfies ImportAnswer, { status: 422 });
}

/** The same page with what happened in its address, so that reloading it does nothing again. */
function addressWith(request: Request, name: "done" | "undone", value: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete("done");
  searchParams.delete("undone");
  searchParams.set(name, value);
  return `${pathname}?${searchParams}`;
}

/** A file that does not get through leaves the page as it is, with the file still chosen. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // A response keeps its status, which tells the router not to load the page anew over a network that is down.
    return Response.json({ kind: "offline" } satisfies ImportAnswer, { status: 503 });
  }
}

const REQUIRED = new Set(["facility", "source", "period", "quantity", "unit"]);
const GUIDE = Object.entries(HEADINGS).map(([key, headings]) => ({
  key: key as keyof typeof HEADINGS,
  headings: headings.slice(0, 2),
  isRequired: REQUIRED.has(key),
}));

export default function Import() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<ImportAnswer>();
  return <ImportPage {...loaded} answer={answer ?? null} guide={<ColumnGuide columns={GUIDE} />} />;
}
