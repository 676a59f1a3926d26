import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { draftsOf, parseDraft, printDraft, restoreDrafts } from "./draft.ts";
import { applySaved, keepMine, pendingChanges, sortStale, takeBatch, takeTheirs, withSent } from "./pending.ts";
import { applyEdit, editCells, editRemoval, isSameEntry, makeSheet, type Sheet, stateOf } from "./sheet.ts";
import { initialState, reduceSheet, type SheetState } from "./sheet-state.ts";
import { doEdit, EMPTY_STACK, redo, type Undoable, undo } from "./undo-stack.ts";

const entry = (quantity: string): ActivityEntry => ({ ...EMPTY_ENTRY, source: "Power", quantity });
const start = () =>
  makeSheet([
    { id: "a", version: 1, entry: entry("1") },
    { id: "b", version: 4, entry: entry("2") },
    { id: "c", version: 2, entry: entry("3") },
  ]);
const ids = { last: 0 };
const makeId = () => {
  ids.last += 1;
  return `new${ids.last}`;
};
const write = (sheet: Sheet, row: number, text: string) =>
  editCells(sheet, sheet.rows, [{ row, field: "quantity", text }], makeId);

describe("the sheet", () => {
  it("has nothing to save when nothing was typed", () => {
    expect(pendingChanges(start())).toEqual([]);
    expect(write(start(), 0, "1")).toEqual([]);
  });

  it("saves the difference and nothing else", () => {
    let sheet = applyEdit(start(), write(start(), 1, "20"));
    sheet = applyEdit(sheet, editRemoval(sheet, new Set(["c"]), "entered twice"));
    sheet = applyEdit(sheet, write(sheet, 3, "5"));
    expect(pendingChanges(sheet)).toEqual([
      { kind: "correct", recordId: "b", version: 4, entry: entry("20") },
      { kind: "add", recordId: sheet.rows[3]!.id, entry: { ...EMPTY_ENTRY, quantity: "5" } },
      { kind: "delete", recordId: "c", version: 2, reason: "entered twice" },
    ]);
    expect(sheet.rows[2]!.cells).toEqual(EMPTY_ENTRY);
  });

  it("sends what was typed while a batch was being saved", () => {
    let sheet = applyEdit(start(), write(start(), 0, "10"));
    const sent = pendingChanges(sheet);
    sheet = applyEdit(sheet, write(sheet, 0, "100"));
    sheet = applySaved(sheet, sent, [{ version: 2 }]);
    expect(pendingChanges(sheet)).toEqual([{ kind: "correct", recordId: "a", version: 2, entry: entry("100") }]);
  });

  it("restores a deleted record by undo, even after the deletion was saved", () => {
    let state: Undoable = { sheet: start(), stack: EMPTY_STACK };
    state = doEdit(state, editRemoval(state.sheet, new Set(["b"]), "twice"));
    const sent = pendingChanges(state.sheet);
    state = { ...state, sheet: applySaved(state.sheet, sent, [{ version: 5 }]) };
    state = undo(state);
    expect(state.sheet.rows.map((row) => row.id)).toEqual(["a", "b", "c"]);
    expect(pendingChanges(state.sheet)).toEqual([{ kind: "restore", recordId: "b", version: 5, entry: entry("2") }]);
  });

  it("deletes a new row that was saved and then undone", () => {
    let state = doEdit({ sheet: start(), stack: EMPTY_STACK }, write(start(), 3, "7"));
    const sent = pendingChanges(state.sheet);
    state = undo({ ...state, sheet: applySaved(state.sheet, sent, [{ version: 1 }]) });
    expect(pendingChanges(state.sheet)).toMatchObject([{ kind: "delete", version: 1, reason: "undone" }]);
  });

  it("distinguishes new, changed and saved rows", () => {
    const sheet = applyEdit(start(), write(start(), 0, "9"));
    expect(stateOf(sheet.rows[0]!, sheet.server.get("a"))).toBe("changed");
    expect(stateOf(sheet.rows[1]!, sheet.server.get("b"))).toBe("saved");
    expect(stateOf({ id: "x", cells: EMPTY_ENTRY }, undefined)).toBe("new");
  });
});

describe("undo and redo", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("write" as const), row: fc.nat(6), text: fc.stringMatching(/^\d{1,2}$/) }),
    fc.record({ kind: fc.constant("remove" as const), row: fc.nat(6) }),
  );

  it("undoes to the start and redoes to the end", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let state: Undoable = { sheet: start(), stack: EMPTY_STACK };
        for (const one of steps) {
          const row = state.sheet.rows[one.row];
          if (one.kind === "write") state = doEdit(state, write(state.sheet, one.row, one.text));
          else if (row) state = doEdit(state, editRemoval(state.sheet, new Set([row.id]), "test"));
        }
        const last = state.sheet.rows;
        const count = state.stack.done.length;
        for (let index = 0; index < count; index += 1) state = undo(state);
        expect(state.sheet.rows).toEqual(start().rows);
        expect(pendingChanges(state.sheet)).toEqual([]);
        for (let index = 0; index < count; index += 1) state = redo(state);
        expect(state.sheet.rows).toEqual(last);
      }),
    );
  });

  it("clears redo after another edit", () => {
    let state = doEdit({ sheet: start(), stack: EMPTY_STACK }, write(start(), 0, "5"));
    state = undo(state);
    state = doEdit(state, write(state.sheet, 1, "6"));
    expect(redo(state).sheet).toBe(state.sheet);
  });
});

describe("changes by other users", () => {
  const theirs = { entry: entry("77"), authorName: "Sample Person", changedAt: "2026-02-17T16:30:00.000Z" };

  it("treats a batch with a lost response as saved and asks about the rest", () => {
    const sheet = applyEdit(applyEdit(start(), write(start(), 0, "10")), write(start(), 1, "20"));
    const sent = pendingChanges(sheet);
    const { ours, conflicts } = sortStale(sent, [
      { index: 0, version: 2, ...theirs, entry: entry("10") },
      { index: 1, version: 5, ...theirs },
    ]);
    expect(ours.map(({ version }) => version)).toEqual([2]);
    expect(conflicts).toEqual([{ id: "b", conflict: { version: 5, ...theirs } }]);
  });

  it("keeps mine as a change to their version, or accepts theirs", () => {
    const sheet = applyEdit(start(), write(start(), 1, "20"));
    expect(pendingChanges(keepMine(sheet, "b", { version: 5, ...theirs }))).toMatchObject([
      { version: 5, entry: entry("20") },
    ]);
    const taken = takeTheirs(sheet, "b", { version: 5, ...theirs });
    expect(taken.rows[1]!.cells.quantity).toBe("77");
    expect(pendingChanges(taken)).toEqual([]);
    expect(takeTheirs(sheet, "b", { version: 5, ...theirs, entry: null }).rows.map((row) => row.id)).toEqual([
      "a",
      "c",
    ]);
  });
});

describe("content sent without a response", () => {
  const records = [{ id: "b", version: 4, entry: entry("2"), method: null }];
  const isSame = isSameEntry;
  const type = (state: SheetState, text: string) =>
    reduceSheet(state, { kind: "edit", edit: write(state.sheet, 0, text) });
  const send = (state: SheetState) => reduceSheet(state, { kind: "sent", sent: pendingChanges(state.sheet) });
  /** The server rejects the change, because it has another text by then. */
  const refuse = (state: SheetState, held: string) =>
    reduceSheet(state, {
      kind: "answered",
      sent: pendingChanges(state.sheet),
      answer: {
        ok: false,
        faults: [],
        stale: [{ index: 0, version: 5, entry: entry(held), authorName: "", changedAt: "" }],
      },
      isSame,
    });

  it("continues without a conflict if the server has the user's own earlier text", () => {
    for (const held of ["20", "201"]) {
      const twice = send(type(send(type(initialState(records), "20")), "201"));
      const after = refuse(send(type(twice, "2017")), held);
      expect(after.conflicts.size).toBe(0);
      expect(pendingChanges(after.sheet)).toMatchObject([{ version: 5, entry: entry("2017") }]);
      expect(after.unanswered.size).toBe(0);
    }
    expect(refuse(send(type(initialState(records), "20")), "77").conflicts.size).toBe(1);
  });

  it("is recognized as the user's own after a page reload", () => {
    const left = type(initialState(records), "20");
    const drafts = draftsOf(type(left, "201").sheet, withSent(new Map(), pendingChanges(left.sheet)));
    const kept = new Map([...drafts].map(([id, draft]) => [id, parseDraft(printDraft(draft, 1))!.draft]));
    const loaded = initialState([{ id: "b", version: 5, entry: entry("20"), method: null }]);
    const after = refuse(reduceSheet(loaded, { kind: "restore", drafts: kept, isSame }), "20");
    expect(after.conflicts.size).toBe(0);
    expect(pendingChanges(after.sheet)).toMatchObject([{ version: 5, entry: entry("201") }]);
  });
});

describe("a batch", () => {
  const change = (letters: number) => ({
    kind: "delete" as const,
    recordId: "r",
    version: 1,
    reason: "x".repeat(letters),
  });

  it("never exceeds the server's limit and is never empty", () => {
    expect(takeBatch(Array<ReturnType<typeof change>>(1200).fill(change(1)))).toHaveLength(500);
    expect(takeBatch(Array<ReturnType<typeof change>>(10).fill(change(200_000)))).toHaveLength(2);
    expect(takeBatch([change(900_000), change(1)])).toHaveLength(1);
    expect(takeBatch([])).toEqual([]);
  });
});

describe("drafts", () => {
  it("are restored after the tab was closed", () => {
    let sheet = applyEdit(start(), write(start(), 1, "20"));
    sheet = applyEdit(sheet, write(sheet, 3, "5"));
    sheet = applyEdit(sheet, editRemoval(sheet, new Set(["a"]), "twice"));
    const kept = new Map([...draftsOf(sheet)].map(([id, draft]) => [id, parseDraft(printDraft(draft, 1))!.draft]));
    const restored = restoreDrafts(start(), kept);
    expect(pendingChanges(restored)).toEqual(pendingChanges(sheet));
    expect(restored.rows).toEqual(sheet.rows);
  });

  it("become conflicts if the record changed in the meantime", () => {
    const drafts = draftsOf(applyEdit(start(), write(start(), 1, "20")));
    const newer = makeSheet([{ id: "b", version: 5, entry: entry("8") }]);
    expect(pendingChanges(restoreDrafts(newer, drafts))).toMatchObject([
      { kind: "correct", recordId: "b", version: 4 },
    ]);
    expect(pendingChanges(restoreDrafts(makeSheet([]), drafts))).toMatchObject([
      { kind: "correct", recordId: "b", version: 4 },
    ]);
  });

  it("of a row saved with a lost response are dropped", () => {
    const sheet = applyEdit(start(), write(start(), 3, "5"));
    const { id, cells } = sheet.rows[3]!;
    const reloaded = restoreDrafts(makeSheet([{ id, version: 1, entry: cells }]), draftsOf(sheet));
    expect(pendingChanges(reloaded)).toEqual([]);
    expect(reloaded.rows).toHaveLength(1);
  });

  it("contain only what was typed", () => {
    const draft = { version: 0, base: null, cells: entry("5"), sent: [], reason: "" };
    expect(JSON.parse(printDraft(draft, 7))).toEqual({
      version: 0,
      base: null,
      cells: { source: "Power", quantity: "5" },
      reason: "",
      at: 7,
    });
  });

  it.each([
    "",
    "null",
    "[]",
    "{}",
    '{"version":-1,"base":null,"cells":null,"reason":"","at":1}',
    '{"version":1,"base":null,"cells":{"quantity":1},"reason":"","at":1}',
    '{"version":1,"base":null,"cells":{"other":"1"},"reason":"","at":1}',
    '{"version":1,"base":null,"cells":[],"reason":"","at":1}',
    '{"version":1,"base":null,"cells":{},"reason":""}',
  ])("are not made of %s", (text) => {
    expect(parseDraft(text)).toBeNull();
  });
});
