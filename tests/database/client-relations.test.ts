import { describe, expect, it } from "vitest";
import { addContact, addNote, endContact, listContacts, listNotes } from "#app/trade/client/client-relations.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { makeClient } from "#tests/support/sample-seller.ts";

onEachEngine("people of a client and notes about it", (engine) => {
  const person = { name: "Accounts Sample", role: "accounts", email: "accounts@sample.example", phone: "" } as const;

  async function setUp() {
    const actor = await makeTenant(engine.doors);
    const [clientId, otherId] = [await makeClient(engine.doors, actor), await makeClient(engine.doors, actor)];
    const work = <T>(verb: Parameters<typeof engine.doors.withTenant<T>>[1]) => engine.doors.withTenant(actor, verb);
    return { actor, clientId, otherId, work };
  }

  describe("contacts", () => {
    it("are listed by name until they are removed, for their client alone", async () => {
      const { actor, clientId, otherId, work } = await setUp();
      await work((tx) => addContact(tx, actor, clientId, { ...person, name: "Zhang Sample" }));
      await work((tx) => addContact(tx, actor, clientId, person));
      const [first, second] = await work((tx) => listContacts(tx, clientId));
      expect([first, second]).toMatchObject([person, { name: "Zhang Sample" }]);
      expect(await work((tx) => listContacts(tx, otherId))).toEqual([]);
      await work((tx) => endContact(tx, actor, clientId, first!.id));
      await work((tx) => endContact(tx, actor, clientId, first!.id));
      expect(await work((tx) => listContacts(tx, clientId))).toEqual([second]);
      const ends = await work((tx) =>
        tx.selectFrom("audit_trail").select("action").where("action", "=", "client.contact_ended").execute(),
      );
      expect(ends).toHaveLength(1);
    });

    it("can't be removed as those of another client, or added to a client of another workspace", async () => {
      const { actor, clientId, otherId, work } = await setUp();
      const stranger = await makeTenant(engine.doors);
      await work((tx) => addContact(tx, actor, clientId, person));
      const [contact] = await work((tx) => listContacts(tx, clientId));
      await expect(work((tx) => endContact(tx, actor, otherId, contact!.id))).rejects.toMatchObject({
        code: "not_found",
      });
      const added = engine.doors.withTenant(stranger, (tx) => addContact(tx, stranger, clientId, person));
      await expect(added).rejects.toMatchObject({ code: "not_found" });
      expect(await work((tx) => listContacts(tx, clientId))).toHaveLength(1);
    });

    it("need an email address or a phone number in the database, too", async () => {
      const { actor, clientId, work } = await setUp();
      const added = work((tx) => addContact(tx, actor, clientId, { ...person, email: "" }));
      await expect(added).rejects.toThrow("contact_reachable");
    });
  });

  it("keeps notes by day, the newest first, and never changes them", async () => {
    const { actor, clientId, otherId, work } = await setUp();
    for (const [day, note] of [
      ["2026-01-05", "Called about the scope."],
      ["2026-03-01", "Draft discussed."],
      ["2026-03-01", "Correction: the draft was not discussed."],
    ] as const) {
      await work((tx) => addNote(tx, actor, clientId, { day, note }));
    }
    const notes = await work((tx) => listNotes(tx, clientId));
    expect(notes.map(({ note }) => note)).toEqual([
      "Correction: the draft was not discussed.",
      "Draft discussed.",
      "Called about the scope.",
    ]);
    expect(notes[0]!.authorName).toBe("Sample Person");
    expect(await work((tx) => listNotes(tx, otherId))).toEqual([]);
    await expect(work((tx) => tx.updateTable("client_note").set({ note: "x" }).execute())).rejects.toThrow("denied");
  });
});
