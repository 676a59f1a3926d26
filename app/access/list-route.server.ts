import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { doors } from "#app/database/doors.server.ts";
import { UTC, type Zone } from "#app/day/zone.ts";
import { csvFile } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import {
  complete,
  type FoundRow,
  gather,
  type List,
  type ListDoors,
  type ListScope,
  readBatches,
  readPage,
} from "#app/kit/list/list.server.ts";
import { fillPath, type Reader } from "#app/kit/list/list-shape.ts";
import { type ListState, readState } from "#app/kit/list/list-state.ts";
import { fileText, type ListView, toView } from "#app/kit/list/list-view.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Actor, answerErrors, type Guarded, requireActor, requireId, requireTenantActor } from "./actor.server.ts";
import { readerZone } from "./reader-zone.server.ts";
import { isOfPerson, isOfWorkspace, isPublic, type Right } from "./role.ts";
import { requireUser } from "./session.server.ts";

type GuardedList<Row, View> = List<Row, View, Right>;

type Routed = Pick<LoaderFunctionArgs, "request" | "params">;

interface Standing {
  scope: ListScope;
  /** Address of the workspace or organization. Empty for personal and public lists. */
  base: string;
  /** For workspace lists the organization is missing, and for personal and public lists the tenant too. */
  actor: Guarded<Actor>;
  may(right: Right): boolean;
}

/**
 * Guards a list: checks its permission for the workspace or organization of the address, or for the signed-in person,
 * and runs its own check.
 */
async function enter<Row, View>(list: GuardedList<Row, View>, routed: Routed): Promise<Standing> {
  const standing = await stand(list, routed);
  await list.check?.(await doors(), standing.scope);
  return standing;
}

async function stand<Row, View>({ right, path }: GuardedList<Row, View>, { request, params }: Routed) {
  if (isPublic(right)) {
    const ids = [...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, requireId(params[name!])]);
    const standing = standingOf({ ...NOWHERE, userId: "", may: isPublic }, "");
    return { ...standing, scope: { ...standing.scope, ids: Object.fromEntries(ids) } };
  }
  if (isOfWorkspace(right)) {
    const actor = await requireTenantActor(request, params, right);
    return standingOf({ ...actor, organizationId: "" }, `/tenants/${actor.tenantId}`);
  }
  if (isOfPerson(right)) {
    const { userId } = await requireUser(request);
    return standingOf({ ...NOWHERE, userId, may: isOfPerson }, "");
  }
  const actor = await requireActor(request, params, right);
  return standingOf(actor, `/organizations/${actor.organizationId}`);
}

const NOWHERE = { tenantId: "", organizationId: "", role: "viewer", source: "page" } as const;

/**
 * Runs work with access to the rows. The rows of a personal list were gathered before and its query has no table, so it
 * runs without a tenant, like public lists.
 */
async function within<T>({ right }: { right: Right }, scope: ListScope, work: (tx: TenantTx) => Promise<T>) {
  const { withPublic, withTenant } = await doors();
  return isOfPerson(right) || isPublic(right)
    ? withPublic((tx) => work(tx as unknown as TenantTx))
    : withTenant(scope, work);
}

function standingOf(actor: Guarded<Actor>, base: string): Standing {
  return { scope: { ...actor, now: new Date() }, base, actor, may: actor.may };
}

function readerOf(request: Request, zone: Zone): Reader {
  const locale = localeOf(request);
  return { locale, t: translator(locale), zone };
}

/** The data of a list page, with additional data. An unusable address returns 400 with the errors, and no rows. */
export function loadList<Row, View, More extends object = Record<never, never>>(
  list: GuardedList<Row, View>,
  routed: Routed,
  more?: (
    tx: TenantTx,
    standing: Standing,
    rows: readonly FoundRow<View>[],
    /** Every row that matches the filters, for sums. */
    readAll: () => Promise<View[]>,
  ) => Promise<More>,
) {
  const { request } = routed;
  return answerErrors(request, async () => {
    const standing = await enter(list, routed);
    const state = readState(list, new URL(request.url).searchParams);
    const isFaulty = Object.keys(state.faults).length > 0;
    const opened = await doors();
    standing.scope = await gather(list, opened, standing.scope);
    const shown = await within(list, standing.scope, async (tx) => {
      const page = isFaulty
        ? { rows: [], previous: null, next: null }
        : await readPage(tx, list, standing.scope, state);
      const choices = (await list.choices?.(tx, standing.scope)) ?? {};
      const readAll = () =>
        isFaulty ? [] : readEvery(readBatches((work) => work(tx), list, standing.scope, { typed: state.typed }));
      const reader = readerOf(request, await zoneOf(list, request, tx));
      return {
        page,
        choices,
        reader,
        more: ((await more?.(tx, standing, page.rows, async () => readAll())) ?? {}) as More,
      };
    });
    const { choices, reader } = shown;
    const page = { ...shown.page, rows: await complete(list, opened, shown.page.rows) };
    const mayStart = standing.may(list.startRight ?? list.right);
    const { base, scope } = standing;
    const view: ListView = toView(list, reader, { base, ids: scope.ids, state, ...page, choices, mayStart });
    return data({ ...shown.more, list: view }, { status: isFaulty ? 400 : 200 });
  });
}

/** A public list has the same times for everyone. */
async function zoneOf({ right }: { right: Right }, request: Request, tx: TenantTx): Promise<Zone> {
  return isPublic(right) ? UTC : readerZone(request, isOfPerson(right) ? null : tx);
}

/** Every row that matches the filters of the address as CSV, written while it is read. */
export function serveListFile<Row, View>(list: GuardedList<Row, View>, routed: Routed): Promise<Response> {
  return answerRows(list, routed, ({ scope, reader }, batches) => {
    const name = fillPath(list, scope.ids).replaceAll("/", "-");
    return csvFile(`attachment; filename="${name}.csv"`, writeRows(list, { scope, reader }, batches));
  });
}

interface RowsAsked<Row> {
  scope: ListScope;
  reader: Reader;
  typed: ListState<Row>["typed"];
}

/** A file of another format, from every row that matches the filters of the address. */
export function answerRows<Row, View>(
  list: GuardedList<Row, View>,
  routed: Routed,
  answer: (asked: RowsAsked<Row>, batches: AsyncGenerator<FoundRow<View>[]>) => Promise<Response>,
): Promise<Response> {
  const { request } = routed;
  return answerErrors(request, async () => {
    const standing = await enter(list, routed);
    // Files are read elsewhere, so their times are in UTC.
    const reader = readerOf(request, UTC);
    const state = readState(list, new URL(request.url).searchParams);
    const [fault] = toView(list, reader, { ...EMPTY, state }).errors;
    if (fault) return new Response(`${fault.message}\n`, { status: 400, headers: { "Content-Type": PLAIN } });
    const opened = await doors();
    const scope = await gather(list, opened, standing.scope);
    const batches = readBatches((work) => within(list, scope, work), list, scope, { typed: state.typed });
    return answer({ scope, reader, typed: state.typed }, completeEach(list, opened, batches));
  });
}

async function* completeEach<Row, View>(
  list: GuardedList<Row, View>,
  opened: ListDoors,
  batches: AsyncGenerator<FoundRow<View>[]>,
): AsyncGenerator<FoundRow<View>[]> {
  for await (const batch of batches) yield complete(list, opened, batch);
}

export async function readEvery<View>(batches: AsyncGenerator<FoundRow<View>[]>): Promise<View[]> {
  const views: View[] = [];
  for await (const batch of batches) views.push(...batch.map(({ view }) => view));
  return views;
}

const PLAIN = "text/plain; charset=utf-8";
const EMPTY = { base: "", rows: [], previous: null, next: null, choices: {}, mayStart: false };

/** The columns of a file. */
export function fileColumns<Row, View>({ columns }: List<Row, View, string>, { facts }: ListScope) {
  return columns.filter(({ only, isShown }) => only !== "page" && (isShown?.(facts) ?? true));
}

async function* writeRows<Row, View>(
  list: List<Row, View, string>,
  { scope, reader }: Pick<RowsAsked<Row>, "scope" | "reader">,
  batches: AsyncGenerator<FoundRow<View>[]>,
): AsyncGenerator<string[][]> {
  const columns = fileColumns(list, scope);
  let head = [columns.map((column) => column.head(reader.t))];
  for await (const rows of batches) {
    yield [...head, ...rows.map(({ view }) => columns.map((column) => fileText(column, view, reader)))];
    head = [];
  }
  if (head.length > 0) yield head;
}
