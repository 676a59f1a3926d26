import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { dayIn } from "#app/day/zone.ts";
import {
  type AnyList,
  defineList,
  gather,
  type ListScope,
  readBatches,
  readPage,
  wordsOf,
} from "#app/kit/list/list.server.ts";
import { type Filter, type Order, wholeOrder } from "#app/kit/list/list-shape.ts";
import { type ListState, printState, readState } from "#app/kit/list/list-state.ts";
import type { TenantTx } from "#db/doors.ts";
import { behindDoor, declaredLists, idsOf, isShared } from "#tests/support/declared-lists.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { ROW_MAKERS } from "#tests/support/list-rows.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

type Row = Record<string, unknown>;
type Asked = Pick<ListState<Row>, "typed" | "order">;

const lists = await declaredLists();

/** More than a page of each walk, and not a whole number of pages. */
const ROWS = 5;
const SIZE = 2;

describe("the test rows", () => {
  it("exist for every list", () => {
    expect(Object.keys(ROW_MAKERS).sort()).toEqual([...lists.keys()].sort());
    expect(lists.size).toBeGreaterThan(0);
  });
});

onEachEngine(
  "every list",
  (engine) => {
    const scopeOf = ({ tenantId, organizationId, userId }: Actor): ListScope => ({
      tenantId,
      organizationId,
      userId,
      role: "owner",
      now: new Date(),
    });

    const within =
      (list: AnyList, actor: Actor) =>
      <T>(work: (tx: TenantTx) => Promise<T>) =>
        behindDoor(list, engine.doors, actor, work);

    const gathered = async (list: AnyList, actor: Actor) => {
      const ids = await idsOf(list, engine.doors, actor);
      return gather(list, engine.doors, { ...scopeOf(actor), ids });
    };

    async function rowsOf(list: AnyList, actor: Actor): Promise<Row[]> {
      const scope = await gathered(list, actor);
      return within(list, actor)((tx) => list.rows(tx, scope).execute());
    }

    async function zoneOf(list: AnyList, actor: Actor): Promise<string> {
      const { zone } = list;
      if (!zone) return "UTC";
      const { rows } = await within(list, actor)((tx) => sql<{ zone: string }>`select ${zone} as zone`.execute(tx));
      return rows[0]!.zone;
    }

    /** The keys of each page from the first to the last, followed by the links of the pages. */
    async function walk(
      list: AnyList,
      actor: Actor,
      asked: Asked & { size?: number },
      meanwhile?: () => Promise<void>,
    ): Promise<string[][]> {
      const read = async (place: ListState<Row>["place"]) => {
        const scope = await gathered(list, actor);
        return within(list, actor)((tx) => readPage(tx, list, scope, { size: SIZE, ...asked, place }));
      };
      const found = [await read(null)];
      await meanwhile?.();
      for (let { next } = found[0]!; next !== null; next = found.at(-1)!.next) found.push(await read(next));
      if (!meanwhile && Object.keys(asked.typed).length === 0) {
        const back = [found.at(-1)!];
        for (let { previous } = back[0]!; previous !== null; previous = back[0]!.previous)
          back.unshift(await read(previous));
        expect(back.map(({ rows }) => rows)).toEqual(found.map(({ rows }) => rows));
      }
      return found.map(({ rows }) => rows.map(({ key }) => key));
    }

    const keyOf = (list: AnyList, row: Row) => (list.key as string[]).map((name) => String(row[name])).join(" ");
    const sorted = (keys: string[]) => [...keys].sort();

    for (const [path, list] of lists) {
      it(`of ${path} reaches each row once under every order and filter, and its file has every row`, async () => {
        const [actor, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
        const add = await ROW_MAKERS[path]!(engine.doors, actor);
        await add(ROWS);
        await (await ROW_MAKERS[path]!(engine.doors, other))(1);
        const rows = await rowsOf(list, actor);
        expect(rows.length).toBeGreaterThanOrEqual(ROWS);
        const others = new Set(isShared(list) ? [] : (await rowsOf(list, other)).map((row) => keyOf(list, row)));
        expect(others.size > 0).toBe(!isShared(list));
        // A shared list also contains rows of other tests, so the pages are larger.
        const size = isShared(list) ? Math.ceil(rows.length / 3) : SIZE;
        const orders = ordersOf(list);
        const zone = await zoneOf(list, actor);
        for (const [index, typed] of samples(list, rows).entries()) {
          const expected = rows.filter((row) => fits(list, row, typed, zone)).map((row) => keyOf(list, row));
          // Each order without a filter, and each filter with two alternating orders.
          const tried = index === 0 ? orders : [orders[0]!, orders[index % orders.length]!];
          for (const order of tried) {
            const found = (await walk(list, actor, { typed, order, size })).flat();
            expect(sorted(found), JSON.stringify({ typed, order })).toEqual(sorted(expected));
            expect(found.filter((key) => others.has(key))).toEqual([]);
          }
          const file: string[] = [];
          for await (const batch of readBatches(within(list, actor), list, await gathered(list, actor), {
            typed,
            size,
          }))
            file.push(...batch.map(({ key }) => key));
          expect(sorted(file)).toEqual(sorted(expected));
        }
        for (const order of orders) {
          const before = (await rowsOf(list, actor)).map((row) => keyOf(list, row));
          const found = (await walk(list, actor, { typed: {}, order, size }, () => add(1))).flat();
          expect(new Set(found).size).toBe(found.length);
          expect(before.filter((key) => !found.includes(key))).toEqual([]);
        }
      });
    }

    it("assigns an instant to a day in the time zone of the list", async () => {
      const actor = await makeTenant(engine.doors);
      const list = defineList({
        path: "instants",
        right: "workspace.view",
        words: ({ list: t }) => ({ title: t.filters, empty: { title: t.noMatch, reason: t.noMatchReason } }),
        rows: (tx) =>
          tx.selectNoFrom([sql<string>`'one'`.as("id"), sql<Date>`'2026-02-28T20:00:00Z'::timestamptz`.as("at")]),
        read: ({ id }: { id: string; at: Date }) => id,
        zone: sql<string>`'Asia/Shanghai'`,
        key: ["id"],
        kinds: { id: "text", at: "instant" },
        order: { by: ["at"], direction: "asc" },
        filters: [
          { kind: "from", name: "from", label: (t) => t.list.filters, column: "at" },
          { kind: "to", name: "to", label: (t) => t.list.filters, column: "at" },
          { kind: "month", name: "month", label: (t) => t.list.filters, column: "at" },
        ],
        columns: [],
      });
      const found = async (typed: Record<string, string>) => {
        const asked = { typed, order: wholeOrder(list, list.order), place: null };
        return (await within(list, actor)((tx) => readPage(tx, list, scopeOf(actor), asked))).rows.length;
      };
      // 28 February at 20:00 UTC is 1 March at 04:00 in Shanghai.
      expect([await found({ from: "2026-03-01" }), await found({ from: "2026-03-02" })]).toEqual([1, 0]);
      expect([await found({ to: "2026-03-01" }), await found({ to: "2026-02-28" })]).toEqual([1, 0]);
      expect([await found({ month: "2026-03" }), await found({ month: "2026-02" })]).toEqual([1, 0]);
    });

    it("continues at the position in its address", async () => {
      const [path, list] = [...lists][0]!;
      const actor = await makeTenant(engine.doors);
      await (await ROW_MAKERS[path]!(engine.doors, actor))(SIZE + 1);
      for (const order of ordersOf(list)) {
        const column = list.columns.find(({ sort }) => sort && order.by[0] === sort[0]);
        const sort = column ? { column: column.key, direction: order.direction } : null;
        const chosen = sort ? order : wholeOrder(list, list.order as Order<Row>);
        const scope = await gathered(list, actor);
        const first = await within(
          list,
          actor,
        )((tx) => readPage(tx, list, scope, { typed: {}, order: chosen, place: null, size: SIZE }));
        const address: string = printState({ typed: {}, sort }, first.next);
        const state = readState(list, new URLSearchParams(address));
        expect(state).toMatchObject({ faults: {}, order: chosen, place: first.next });
      }
    });
  },
  "some factors",
);

/** The list's default order, and each order that a reader can choose. */
function ordersOf(list: AnyList): Order<Row>[] {
  const chosen = list.columns.flatMap(({ sort }) =>
    sort ? (["asc", "desc"] as const).map((direction) => ({ by: sort, direction })) : [],
  );
  return [list.order as Order<Row>, ...chosen].map((order) => wholeOrder(list, order));
}

/**
 * No filter, then each filter with values from rows and with a text that no row contains. Another test covers partial
 * matches.
 */
function samples(list: AnyList, rows: Row[]): Record<string, string>[] {
  const one = list.filters.flatMap((filter: Filter<Row>) =>
    filter.kind !== "text" && filter.kind !== "choice" && filter.column === null
      ? []
      : valuesFor(filter, rows).map((value) => ({ [filter.name]: value })),
  );
  return [{}, ...one];
}

function valuesFor(filter: Filter<Row>, rows: Row[]): string[] {
  if (filter.kind === "choice") {
    const taken = filter.choices.filter((choice) => rows.some((row) => holds(filter, row, choice)));
    return [...taken, ...filter.choices.filter((choice) => !taken.includes(choice)).slice(0, 1)];
  }
  const columns = filter.kind === "text" ? filter.columns : [filter.column!];
  const found = columns.map((name) => textOf(rows.find((row) => row[name] !== null && row[name] !== "")?.[name]));
  if (filter.kind === "month") return found.map((day) => day.slice(0, 7));
  if (filter.kind === "from" || filter.kind === "to") return [...found.map((day) => day.slice(0, 10)), "1999-12-31"];
  return filter.kind === "text" ? [...found.map((text) => text.slice(0, 60)), "no row has 100% of this_"] : found;
}

/** Of a choice without a column, a row holds several, in a text named after the filter. */
function holds(filter: Extract<Filter<Row>, { kind: "choice" }>, row: Row, choice: string): boolean {
  const read = textOf(row[filter.column ?? `${filter.name}s`]);
  return filter.column === null ? read.split(" ").includes(choice) : read === choice;
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value ?? "");
}

/** A simple second implementation of what a filter means. */
function fits(list: AnyList, row: Row, typed: Record<string, string>, zone: string): boolean {
  return list.filters.every((filter: Filter<Row>) => {
    const asked = typed[filter.name];
    if (asked === undefined) return true;
    if (filter.kind === "text")
      return wordsOf(asked).every((word) =>
        filter.columns.some((name) => textOf(row[name]).toLowerCase().includes(word)),
      );
    if (filter.kind === "choice") return holds(filter, row, asked);
    const read = row[filter.column!];
    const isDay = filter.kind === "from" || filter.kind === "to" || filter.kind === "month";
    const value = read instanceof Date && isDay ? dayIn(zone, read) : textOf(read);
    if (filter.kind === "from") return value.slice(0, 10) >= asked;
    if (filter.kind === "to") return value !== "" && value.slice(0, 10) <= asked;
    return filter.kind === "month" ? value.slice(0, 7) === asked : value === asked;
  });
}
