import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, inflateRawSync, inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { addPortalLink } from "#app/trade/portal/portal-link.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { questionOf } from "#tests/support/api-probe.ts";
import { engageByPages, readOffer } from "#tests/support/engaged.ts";
import { formFor, ownBodyFor } from "#tests/support/form-fields.ts";
import {
  addOrganization,
  askForData,
  makeClient as fillClient,
  inputValue,
  inviteMember,
  makeOrganization,
  makePerson,
  makeSmallCompany,
} from "#tests/support/own-tenant.ts";
import { NEUTRAL, searchOf } from "#tests/support/route-address.ts";
import { fillPattern, type RouteOfMap, readRouteMap } from "#tests/support/route-map.ts";
import { dayFromNow } from "#tests/support/sample-engagement.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { joinAsVerifier } from "#tests/support/verifier.ts";
import { type Answer, expectRedirect, readMail, signUp, Visitor } from "#tests/support/visitor.ts";

type Ids = Record<string, string>;

/** Parts of everything by which the other client can be known: names, number, address, contact, people, counterparties. */
const CANARIES = ["Quillfeather", "鹅毛笔", "91990000CANARY77X", "Thistledown", "蓟花绒", "91990000CANARY88X"];
const NUMBERS = { Quillfeather: CANARIES[2]!, Thistledown: CANARIES[5]! };
const CHINESE = { Quillfeather: "鹅毛笔精密制造", Thistledown: "蓟花绒纺织" };

/** A reader at one client, with its own ids and those of the other client. */
interface Reader {
  name: string;
  visitor: Visitor;
  own: Ids;
  foreign: Ids;
  /** Whether it also tries each form. A refused form may name what it refused. */
  posts: boolean;
}

describe("a consultancy with clients in its workspace and clients that engaged it", () => {
  let server: TestServer;
  let doors: Doors;
  let routes: RouteOfMap[];
  let readers: Reader[];
  let others: Reader[];
  let keys: { name: string; program: Program; own: Ids; foreign: Ids }[];
  let addresses: string[];
  let consultant: { visitor: Visitor; email: string; tenantId: string };
  /** The same events for each client: where they happen, and the name in them. */
  let places: { tenantId: string; organizationId: string; word: string; orderId: string }[];

  beforeAll(async () => {
    server = await startServer();
    doors = await openDoors(server.ownerUrl);
    routes = await readRouteMap();
    const person = makePerson("Consultant");
    const owner = await signUp(server, person);
    const hostedB = await makeOrganization(owner, "Quillfeather", "Sample Advisory", "consultancy");
    const b = await fillClient({ owner, person, base: hostedB }, "Quillfeather", "47");
    const a = await fillClient({ owner, person, base: await addOrganization(owner, "Marrowgate") }, "Marrowgate");
    await nameAll(owner, hostedB, "Quillfeather");
    const staffOfB = await inviteMember(server, { owner, ids: b.ids }, "editor", "organization");
    const { tenantId } = b.ids;

    // Two companies engaged the consultancy. It holds back reports of both until their orders are paid.
    const [larkspur, thistledown] = [
      await makeSmallCompany(server, "Larkspur"),
      await makeSmallCompany(server, "Thistledown"),
    ];
    await nameAll(thistledown.owner, thistledown.base, "Thistledown");
    const consultancy = { owner, person, tenantId };
    const mayAll = { mayHold: "on", mayIssue: "on" };
    for (const company of [thistledown, larkspur]) await engageByPages(server, company, consultancy, mayAll);
    const { id: userId } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", person.email)
      .executeTakeFirstOrThrow();
    const actor = { tenantId, organizationId: a.ids.organizationId, userId, role: "owner", source: "page" } as const;
    await equipSeller(doors, actor, ["USD"]);
    const serviceId = await makeService(doors, actor);
    const quotes: Ids = {};
    const portals: Ids = {};
    const sold: Ids = {};
    const orders: Ids = {};
    const holds: Record<string, string> = { Thistledown: thistledown.inventoryId, Larkspur: larkspur.inventoryId };
    for (const word of ["Quillfeather", "Thistledown", "Larkspur", "Marrowgate"]) {
      const clientId = await makeClient(doors, actor, { legal_name_en: `${word} Holdings` });
      const content = quoteContent(serviceId, { depositPercent: "0" });
      const { quoteId, token } = await makeSentQuote(doors, actor, { clientId, content });
      quotes[word] = token;
      portals[word] = await doors.withTenant(actor, (tx) => addPortalLink(tx, actor, clientId, new Date()));
      const orderId = await acceptByLink(doors, token);
      orders[word] = orderId;
      if (word === "Quillfeather") Object.assign(sold, { clientId, quoteId, orderId, serviceId });
      const page = `/tenants/${tenantId}/orders/${orderId}`;
      if (holds[word] === undefined) continue;
      const choice = new RegExp(`<option value="([^"]{36} ${holds[word]})"`).exec((await owner.get(page)).text);
      expectRedirect(await owner.post(page, { intent: "hold", hold: choice![1]! }));
    }
    // The consultancy works for both, so that both trails name it.
    for (const { base } of [thistledown, larkspur]) await owner.get(`${base}/reports`);

    const verifier = await joinAsVerifier(server, { owner, ids: a.ids }, "Marrowgate");
    const requested = await askForData(owner, `/organizations/${a.ids.organizationId}`, {
      inventoryId: a.ids.inventoryId,
      sourceId: a.ids.sourceId,
      word: "Marrowgate",
    });
    const staff = await inviteMember(server, { owner, ids: a.ids }, "reviewer", "organization");
    const editor = await inviteMember(server, { owner, ids: a.ids }, "editor", "organization");
    const partner = await makeSmallCompany(server, "Partner");
    const offer = { intent: "grant", email: partner.person.email, role: "editor", people: "all", named: "" };
    const days = { startsOn: dayFromNow(0), endsOn: dayFromNow(30) };
    expectRedirect(await owner.post(`/organizations/${a.ids.organizationId}/consultancies`, { ...offer, ...days }));
    const offered = await readOffer(server, partner.person.email);

    const tokens = {
      request: requested.link.split("/").at(-1)!,
      quote: quotes.Marrowgate!,
      portal: portals.Marrowgate!,
      engagement: offered.split("/").at(-1)!,
    };
    // Ids of rows that a client lacks belong to no row.
    const parameters = routes.flatMap(({ pattern }) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!));
    const nowhere: Ids = Object.fromEntries(parameters.map((name) => [name, randomUUID()]));
    const own: Ids = { ...nowhere, ...NEUTRAL, ...tokens, ...a.ids, reportNumber: a.reportNumber };
    const foreign: Ids = { ...own, ...b.ids, ...sold };
    const engagedOwn = { ...own, ...idsOf(larkspur) };
    const engagedForeign = { ...foreign, ...idsOf(thistledown) };
    const guest = { ...own, engagementId: verifier.engagementId };
    readers = [
      { name: "reviewer of A", visitor: staff, own, foreign, posts: false },
      { name: "editor of A", visitor: editor, own, foreign, posts: true },
      { name: "owner of the company", visitor: larkspur.owner, own: engagedOwn, foreign: engagedForeign, posts: true },
      {
        name: "verifier",
        visitor: verifier.visitor,
        own: guest,
        foreign: { ...foreign, engagementId: b.ids.engagementId },
        posts: false,
      },
      { name: "offered partner", visitor: partner.owner, own, foreign, posts: false },
      { name: "anyone with a link", visitor: new Visitor(server), own, foreign, posts: false },
    ];
    others = [
      { name: "editor of B", visitor: staffOfB, own: foreign, foreign, posts: false },
      { name: "owner of the other company", visitor: thistledown.owner, own: engagedForeign, foreign, posts: false },
    ];
    consultant = { visitor: owner, email: person.email, tenantId };
    const place = (ids: { tenantId: string; organizationId: string }, word: string) => ({
      tenantId: ids.tenantId,
      organizationId: ids.organizationId,
      word,
      orderId: orders[word]!,
    });
    places = [
      place(b.ids, "Quillfeather"),
      place(thistledown, "Thistledown"),
      place(a.ids, "Marrowgate"),
      place(larkspur, "Larkspur"),
    ];
    const larkspurKey = await makeKey(larkspur.owner, larkspur.organizationId, { reach: "tenant" });
    keys = [
      { name: "key of A", program: new Program(server, await makeKey(owner, a.ids.organizationId)), own, foreign },
      {
        name: "key of the company",
        program: new Program(server, larkspurKey),
        own: engagedOwn,
        foreign: engagedForeign,
      },
    ];
    addresses = [
      larkspur.person.email,
      partner.person.email,
      verifier.person.email,
      ...a.emails.filter((one) => one !== person.email),
    ];
  }, 600_000);
  afterAll(async () => {
    await doors?.close();
    await server?.remove();
  });

  const idsOf = ({
    tenantId,
    organizationId,
    sourceId,
    inventoryId,
  }: Awaited<ReturnType<typeof makeSmallCompany>>): Ids => ({
    tenantId,
    organizationId,
    sourceId,
    inventoryId,
  });

  /** Gives a client the names, the number and the contact that only it has. */
  async function nameAll(owner: Visitor, base: string, word: keyof typeof NUMBERS): Promise<void> {
    const { text } = await owner.get(`${base}/settings`);
    expectRedirect(
      await owner.post(`${base}/settings`, {
        basedOn: inputValue(text, "basedOn"),
        nameEn: `${word} Works`,
        nameZh: CHINESE[word],
        legalId: NUMBERS[word],
        legalIdKind: "other",
        consolidationApproach: "operational_control",
        gwpSet: "AR6",
        addressEn: `3 ${word} Road`,
        addressZh: `${CHINESE[word]}路3号`,
        descriptionEn: `${word} makes samples.`,
        descriptionZh: CHINESE[word],
        responsibleName: `${word} Wang`,
        responsibleRole: "EHS",
        responsibleContact: `ehs@${word.toLowerCase()}.example`,
      }),
    );
  }

  let count = 0;
  /** Each request comes from another address, so that no rate limit hides an answer. */
  function ask({ visitor }: Reader, method: string, path: string, body: object = {}): Promise<Answer> {
    visitor.address = `127.${1 + (count >> 14)}.${(count >> 7) & 127}.${2 + (count & 127)}`;
    count += 1;
    return visitor.request(method, path, body);
  }

  function fill(pattern: string, ids: Ids): string {
    const room = /^\/(request|quote|client|engagement)s\/:token/.exec(pattern)?.[1];
    const token = room && ids[room === "client" ? "portal" : room];
    return fillPattern(pattern, { ...ids, ...(token && { token }) });
  }

  function addressesOf({ pattern, id, isIndex, isFrame }: RouteOfMap, ids: Ids): string[] {
    const path = fill(pattern, ids);
    const search = new URLSearchParams(searchOf({ pattern }, ids)).toString();
    const query = search === "" ? "" : `?${search}`;
    const data = `${path === "/" ? "/_root" : path}.data?${search === "" ? "" : `${search}&`}_routes=${id}`;
    return [data, ...(isFrame ? [] : [`${path}${isIndex && query === "" ? "?index" : query}`])];
  }

  const shownIn = (answer: Pick<Answer, "bytes" | "headers" | "reason" | "location">): string[] => {
    const shown = `${answer.reason} ${decode([...answer.headers].join(" "))} ${decode(answer.location)} ${open(answer.bytes)}`;
    return CANARIES.filter((canary) => shown.toLowerCase().includes(canary.toLowerCase()));
  };

  it("shows the other client's names in no answer to a member, a guest or a stranger, on any route", async () => {
    const faults: string[] = [];
    const answered = new Map<string, Set<number>>();
    const ordered = routes.toSorted(
      (one, other) => Number(one.pattern === "/sign-out") - Number(other.pattern === "/sign-out"),
    );
    for (const reader of readers) {
      const seen = answered.set(reader.name, new Set()).get(reader.name)!;
      for (const route of ordered) {
        const asked = [...addressesOf(route, reader.own), ...addressesOf(route, reader.foreign).slice(0, 1)];
        for (const path of asked) {
          const answer = await ask(reader, "GET", path);
          seen.add(answer.status);
          faults.push(...shownIn(answer).map((canary) => `${reader.name}: GET ${path} shows ${canary}`));
        }
      }
      expect([reader.name, seen.has(200)]).toEqual([reader.name, true]);
    }
    console.info(`${count} answers from ${routes.length} routes`);
    expect(faults).toEqual([]);
  }, 900_000);

  it("shows them in no answer to a form with the other client's ids", async () => {
    const faults: string[] = [];
    let tried = 0;
    for (const reader of readers.filter(({ posts }) => posts)) {
      const within = { ...reader.foreign, organizationId: reader.own.organizationId!, tenantId: reader.own.tenantId! };
      // A session or an account that ends would end the test.
      for (const route of routes.filter(({ pattern }) => !/^\/(sign-out|account)/.test(pattern))) {
        for (const [intent, { body }] of Object.entries(route.declared ?? {})) {
          const form =
            body === "own"
              ? await ownBodyFor(route, intent, within)
              : { body: new URLSearchParams(formFor(route, intent, within)) };
          const path = `${fill(route.pattern, within)}${route.isIndex ? "?index" : ""}`;
          const answer = await ask(reader, "POST", path, form);
          tried += 1;
          faults.push(...shownIn(answer).map((canary) => `${reader.name}: POST ${path} ${intent} shows ${canary}`));
          if (answer.status >= 500) faults.push(`${reader.name}: POST ${path} ${intent} answers ${answer.status}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  }, 900_000);

  it("shows them in no answer to a key, for any operation", async () => {
    const faults: string[] = [];
    for (const { name, program, own, foreign } of keys) {
      for (const operation of OPERATIONS) {
        for (const ids of [own, foreign, { ...foreign, organizationId: own.organizationId! }]) {
          const { path, request } = questionOf(operation, ids);
          const answer = await program.send(operation.method, path, request);
          faults.push(...shownIn(answer).map((canary) => `${name}: ${operation.id} shows ${canary}`));
        }
      }
    }
    expect(faults).toEqual([]);
  }, 300_000);

  it("names the other client in no notification, no mail about one, and no list of mails to clients", async () => {
    for (const { tenantId, organizationId, word, orderId } of places) {
      const record = (
        about: { tenantId: string; organizationId?: string },
        change: Parameters<typeof recordChange>[2],
      ) =>
        doors.withTenant({ ...about, userId: "system" }, (tx) =>
          recordChange(tx, { ...about, userId: "system", source: "job" }, change),
        );
      const after = { name: `${word} Verification`, number: `TT-${word}` };
      const [subject, subjectId] = ["assurance_statement", randomUUID()];
      for (const action of ["assurance_statement.recorded", "assurance_statement.confirmed"])
        await record({ tenantId, organizationId }, { action, subject, subjectId, after });
      const draft = { action: "order.draft_given", subject: "trade_order", subjectId: orderId };
      await record({ tenantId: consultant.tenantId }, { ...draft, after: { number: `A-${word}`, draft: 1 } });
    }
    const faults: string[] = [];
    for (const reader of readers) {
      const seen: string[] = [];
      for (const list of ["/notifications", `/tenants/${consultant.tenantId}/client-mails`]) {
        for (const path of [list, `${list}/export.csv`, `${list}.data`]) {
          const answer = await ask(reader, "GET", path);
          faults.push(...shownIn(answer).map((canary) => `${reader.name}: GET ${path} shows ${canary}`));
          seen.push(answer.text);
        }
      }
      const own = { "editor of A": "TT-Marrowgate", "owner of the company": "TT-Larkspur" }[reader.name];
      if (own !== undefined) expect(seen.join(" ")).toContain(own);
    }
    expect(faults).toEqual([]);
    // The consultancy has all of it, so that the search is meaningful.
    const { visitor, tenantId } = consultant;
    const [notices, log] = [
      await visitor.get("/notifications"),
      await visitor.get(`/tenants/${tenantId}/client-mails`),
    ];
    for (const { word } of places) expect(log.text).toContain(`${word} Holdings`);
    expect(notices.text).toContain("TT-Quillfeather");
    for (const email of [consultant.email, addresses[0]!]) await readMail(server, email, "notices");
  }, 300_000);

  it("writes them in no mail to anyone but the other client and the consultancy", () => {
    const folder = join(server.dataDir, "mail");
    const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    const theirs = mails.filter((mail) => addresses.some((address) => mail.includes(`To: ${address}\n`)));
    expect(theirs.length).toBeGreaterThan(3);
    expect(theirs.some((mail) => mail.includes("TT-Larkspur"))).toBe(true);
    expect(theirs.map(String).filter((mail) => CANARIES.some((canary) => mail.includes(canary)))).toEqual([]);
  });

  it("shows the other client its own names on the same routes, so that the search is meaningful", async () => {
    const shown = new Set<string>();
    for (const reader of others) {
      for (const route of routes.filter(({ pattern }) => pattern.startsWith("/organizations/:organizationId"))) {
        const answer = await ask(reader, "GET", addressesOf(route, reader.own)[0]!);
        for (const canary of shownIn(answer)) shown.add(canary);
      }
    }
    expect([...shown].toSorted()).toEqual(CANARIES.toSorted());
  }, 300_000);
});

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The text of a body, with what archives, workbooks and PDF files compress. */
function open(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const parts = [buffer.toString("utf8")];
  const end = { finishFlush: constants.Z_SYNC_FLUSH };
  if (buffer.subarray(0, 2).toString("latin1") === "PK") {
    for (let at = buffer.indexOf("PK\u0003\u0004"); at >= 0; at = buffer.indexOf("PK\u0003\u0004", at + 4)) {
      const start = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
      const inner = buffer.readUInt16LE(at + 8) === 8 ? inflateRawSync(buffer.subarray(start), end) : null;
      if (inner) parts.push(open(inner));
    }
  }
  if (buffer.subarray(0, 4).toString("latin1") === "%PDF") {
    for (let at = buffer.indexOf("stream\n"); at >= 0; at = buffer.indexOf("stream\n", at + 7)) {
      const stream = buffer.subarray(at + 7);
      if ((stream[0]! & 0x0f) === 8 && stream.readUInt16BE(0) % 31 === 0) parts.push(open(inflateSync(stream, end)));
    }
  }
  return parts.join("\n");
}
