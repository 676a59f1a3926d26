import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { addDraftComment, viewDraftReview } from "#app/trade/draft/draft-comment.server.ts";
import { MOST_COMMENTS } from "#app/trade/draft/draft-comment.ts";
import { addPortalLink, findPortalLink, openPortal } from "#app/trade/portal/portal-link.server.ts";
import { viewPortal } from "#app/trade/portal/portal-view.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeDraftedOrder } from "#tests/support/sample-draft.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

const NOW = new Date("2026-12-01T04:00:00Z");

onEachEngine(
  "comments on a draft",
  (engine) => {
    const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const clientOf = ({ tenantId }: Actor) => ({ tenantId, userId: "client:sample", source: "link" as const });
    type Wish = Omit<Parameters<typeof addDraftComment>[2], "orderId">;
    const byClient = (change: Partial<Wish> = {}): Wish => ({
      ...{ side: "client", draft: 1, decision: null, name: " Sample Buyer ", text: " Check March " },
      ...change,
    });
    const bySeller: Wish = { side: "seller", decision: null, name: "", text: "March is corrected" };

    async function setUp() {
      const { owner } = await makeSeller(engine.doors);
      const made = await makeDraftedOrder(engine.doors, owner, NOW);
      const add = (wish: Wish) =>
        as(owner, (tx) =>
          addDraftComment(tx, wish.side === "client" ? clientOf(owner) : owner, { orderId: made.orderId, ...wish }),
        );
      const view = (reader: "client" | "seller") => as(owner, (tx) => viewDraftReview(tx, made.orderId, reader));
      return { owner, ...made, add, view };
    }

    it("decide on the newest draft only, and a newer draft waits for a new decision", async () => {
      const { add, view, deliver, owner, clientId } = await setUp();
      const waiting = async () => {
        const token = await as(owner, (tx) => addPortalLink(tx, owner, clientId, NOW));
        const link = await engine.doors.withSystem((tx) => findPortalLink(tx, token));
        const portal = await as(owner, async (tx) =>
          viewPortal(tx, await openPortal(tx, link!, NOW), { locale: "en", now: NOW }),
        );
        return portal.waiting.map((one) => one.for);
      };
      expect(await view("client")).toMatchObject({ draft: 1, isOpen: true, decision: null, comments: [] });
      expect(await waiting()).toEqual(["draft"]);
      expect(await add(byClient())).toBeNull();
      expect(await waiting()).toEqual(["draft"]);
      expect(await add(byClient({ decision: "changes" }))).toBeNull();
      expect((await view("seller"))?.decision).toMatchObject({ kind: "changes", name: "Sample Buyer" });
      expect(await waiting()).toEqual([]);
      expect(await deliver()).toBeNull();
      expect(await view("client")).toMatchObject({ draft: 2, decision: null });
      expect(await waiting()).toEqual(["draft"]);
      expect(await add(byClient({ decision: "approved" }))).toBe("draft_newer");
      expect(await add(byClient({ decision: "approved", draft: 2, text: "" }))).toBeNull();
      expect(await add(byClient({ decision: "approved", draft: 2 }))).toBe("draft_approved");
      expect(await waiting()).toEqual([]);
      const { decision, comments } = (await view("client"))!;
      expect(decision).toMatchObject({ kind: "approved" });
      expect(comments.map(({ number, draft, text }) => [number, draft, text])).toEqual([
        [3, 2, ""],
        [2, 1, "Check March"],
        [1, 1, "Check March"],
      ]);
    });

    it("notify the other side, and the client sees no name of the seller's people", async () => {
      const { owner, clientId, orderId, add, view } = await setUp();
      expect(await add(byClient({ name: " " }))).toBe("name_missing");
      expect(await add({ ...bySeller, text: "" })).toBe("text_missing");
      for (const wish of [
        byClient(),
        bySeller,
        byClient({ decision: "changes" }),
        byClient({ decision: "approved", text: "" }),
      ])
        expect(await add(wish)).toBeNull();
      const names = async (reader: "client" | "seller") => (await view(reader))!.comments.map(({ name }) => name);
      expect(await names("client")).toEqual(["Sample Buyer", "Sample Buyer", null, "Sample Buyer"]);
      expect((await names("seller"))[2]).toEqual(expect.any(String));
      const trail = await as(owner, (tx) =>
        tx
          .selectFrom("audit_trail")
          .select("action")
          .where("subject_id", "=", orderId)
          .where("action", "like", "order.draft_%")
          .orderBy("sequence")
          .execute(),
      );
      expect(trail.map(({ action }) => action)).toEqual([
        "order.draft_given",
        "order.draft_delivered",
        "order.draft_commented",
        "order.draft_answered",
        "order.draft_changes_requested",
        "order.draft_approved",
      ]);
      const mails = await as(owner, (tx) =>
        tx.selectFrom("client_mail").select("kind").where("client_id", "=", clientId).execute(),
      );
      expect(mails.map(({ kind }) => kind).sort()).toEqual(["order.draft_answered", "order.draft_given"]);
    });

    it("need a draft, are limited for each side, and can't be changed", async () => {
      const { owner, orderId, add } = await setUp();
      for (let at = 0; at < MOST_COMMENTS; at += 1) await add(byClient());
      expect(await add(byClient())).toBe("comments_full");
      expect(await add(bySeller)).toBeNull();
      await expect(as(owner, (tx) => tx.deleteFrom("order_draft_comment").execute())).rejects.toThrow(
        "permission denied",
      );
      await expect(
        as(owner, (tx) => tx.updateTable("order_draft_comment").set({ decision: "approved" }).execute()),
      ).rejects.toThrow("permission denied");
      const other = await setUpWithoutDraft(owner);
      const comment = (tx: TenantTx) => addDraftComment(tx, clientOf(owner), { orderId: other, ...byClient() });
      expect(await as(owner, comment)).toBe("draft_closed");
      expect(await as(owner, (tx) => viewDraftReview(tx, other, "client"))).toBeNull();
      const { owner: stranger } = await makeSeller(engine.doors);
      await expect(as(stranger, (tx) => addDraftComment(tx, stranger, { orderId, ...bySeller }))).rejects.toMatchObject(
        {
          code: "not_found",
        },
      );
    });

    it("have the side, the name and the text that the database requires", async () => {
      const { owner, orderId } = await setUp();
      const row = {
        ...{ tenant_id: owner.tenantId, order_id: orderId, number: 1, draft: 1, side: "client" as const, name: "A" },
        ...{ decision: null, text: "B", created_by: "client:sample" },
      };
      for (const [change, constraint] of [
        [{ created_by: owner.userId }, "order_draft_comment_side"],
        [{ name: "" }, "order_draft_comment_name"],
        [{ side: "seller" as const, created_by: owner.userId }, "order_draft_comment_name"],
        [
          { side: "seller" as const, created_by: owner.userId, name: "", decision: "approved" as const },
          "order_draft_comment_decision",
        ],
        [{ text: "" }, "order_draft_comment_text"],
        [{ decision: "changes" as const, text: "" }, "order_draft_comment_text"],
        [{ draft: 2 }, "order_draft_comment_tenant_id_order_id_draft_fkey"],
        [{ number: 201 }, "order_draft_comment_number_check"],
      ] as const) {
        const insert = as(owner, (tx) =>
          tx
            .insertInto("order_draft_comment")
            .values({ ...row, ...change })
            .execute(),
        );
        await expect(insert, constraint).rejects.toThrow(constraint);
      }
    });

    async function setUpWithoutDraft(owner: Actor): Promise<string> {
      const clientId = await makeClient(engine.doors, owner);
      const content = quoteContent(await makeService(engine.doors, owner));
      const { token } = await makeSentQuote(engine.doors, owner, { clientId, content });
      return acceptByLink(engine.doors, token);
    }
  },
  "factor library",
);
