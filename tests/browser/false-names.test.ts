import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findKnownBody } from "#app/identity/resembling-name.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { MOST_STATEMENTS } from "#app/proof/bundle.ts";
import { saveAgain } from "#app/verify/printed/testing/alter-pdf.ts";
import { openBrowser, openContext } from "#tests/support/browser.ts";
import {
  addNights,
  type Body,
  type Company,
  calculate,
  download,
  enterStatement,
  type Issued,
  issueOne,
  makeBody,
  makeClaimant,
  passChecks,
  proveByDns,
  rename,
  reportStatement,
} from "#tests/support/claimed-reports.ts";
import { type DomainStandIn, startDomainStandIn } from "#tests/support/domain-stand-in.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { LONG, openStrangers, type Row, type Strangers, shows } from "#tests/support/stranger.ts";
import { VIEWS } from "#tests/support/views.ts";
import { expectRedirect } from "#tests/support/visitor.ts";

/*
 * Ways to lend a report a false name or a false verification, and what a stranger sees instead. The table in
 * docs/false-claims.md has these rows too.
 */

const BODY = "Larch Verification";
const BODY_DOMAIN = "larch.example";
const DOMAIN = "tollgate.example";
const RENAMED = "Harrow World Certification";

let outside: DomainStandIn;
let server: TestServer;
let browser: Browser;
let contexts: Strangers;
/** Proved its domain. */
let tollgate: Company;
let proved: Issued;
/** Proved nothing; has a report, and another one about other data. */
let harrow: Company;
let older: Issued;
let claimed: Issued;
/** A verification body with a proved domain, invited by Harrow. */
let larch: Body;

beforeAll(async () => {
  outside = await startDomainStandIn();
  const { dnsServers, standIn } = outside.network;
  const settings = { DOMAIN_DNS: dnsServers.join(","), DOMAIN_STAND_IN: standIn! };
  [server, browser] = await Promise.all([startServer("PostgreSQL", settings), openBrowser()]);
  await Promise.all([prepareTollgate(), prepareHarrow()]);
  contexts = await openStrangers(browser, server);
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await outside?.close();
});

async function prepareTollgate() {
  tollgate = await makeClaimant(server, "Tollgate");
  proved = await issueOne(tollgate, await calculate(tollgate));
  await proveByDns(server, outside, { ...tollgate, domain: DOMAIN });
}

async function prepareHarrow() {
  harrow = await makeClaimant(server, "Harrow");
  older = await issueOne(harrow, await calculate(harrow));
  larch = await makeBody(server, outside, harrow, { name: BODY, domain: BODY_DOMAIN });
  await confirm(older, {});
  await addNights(harrow, "2025-08");
  claimed = await issueOne(harrow, await calculate(harrow));
}

/** A statement of the body, in the name of its workspace. */
async function confirm(issued: Issued, over: Record<string, string>): Promise<void> {
  expectRedirect(await enterStatement(larch.verifier, issued, { workspace: larch.workspace, ...over }));
}

describe("the name of an issuer", () => {
  shows(
    () => contexts,
    [
      [
        "without any proof is called a claim wherever it is shown",
        async ({ open, reads, page, t }) => {
          const { record, statement, eye } = t.verify.page;
          await open(claimed.number);
          await reads(statement.nameNotChecked, t.issuerProof.none, eye.nameNotChecked, statement.numberStated);
          const [, after = ""] = record.issuerNotChecked("\n").split("\n");
          await page.getByText(after).first().waitFor();
        },
      ],
      [
        "with a proved domain remains a claim next to the domain",
        async ({ open, reads, t }) => {
          const [start = ""] = t.issuerProof.dns(DOMAIN, "\n").split("\n");
          await open(proved.number);
          await reads(start, t.issuerProof.nameIsClaim, t.verify.page.statement.nameNotChecked);
        },
      ],
    ],
  );

  /** `held`: the edition's name that resembles another. */
  const HELD: [attempt: string, nameEn: string, nameZh: string, held: "en" | "zh"][] = [
    ["a known body", "SGS", "哈罗一厂", "en"],
    ["a known body in Cyrillic letters", "ЅGЅ Carbon", "哈罗一厂", "en"],
    ["a known body with points between its letters", "S.G.S. Carbon", "哈罗一厂", "en"],
    ["a known body in full-width letters", "ＴÜＶ Carbon", "哈罗一厂", "en"],
    ["the Chinese name of a known body", "Harrow", "通标标准技术服务（哈罗）", "zh"],
    ["another issuer with a proved domain", "TOLLGATE-WORKS Limited", "哈罗一厂", "en"],
  ];
  it.each(HELD)("like that of %s is on no report until the operator released it", async (_, nameEn, nameZh, held) => {
    await rename(harrow, nameEn, nameZh);
    const name = held === "en" ? nameEn : nameZh;
    const resembles = findKnownBody(name)?.name ?? `${tollgate.word} Works`;
    const reports = `${harrow.base}/reports`;
    const views = VIEWS.map(async ({ locale, width, height }) => {
      const { reportPage } = translator(locale === "en-GB" ? "en" : "zh");
      const context = await openContext(browser, server, harrow.owner, { locale, width, height });
      const page = await context.newPage();
      await page.goto(`${reports}?run=${claimed.runId}`);
      await page.getByText(reportPage.blockers.name_held({ name, resembles })).waitFor();
      await context.close();
    });
    await Promise.all(views);
    const refused = await harrow.owner.post(reports, { run: claimed.runId, zh: "on" });
    expect(refused.status).toBe(409);
  });

  describe("that was changed after the issue", () => {
    beforeAll(() => rename(harrow, RENAMED, "哈罗国际认证"));
    shows(
      () => contexts,
      [
        [
          "is not on the report that was issued before",
          async ({ open, reads, lacks, t }) => {
            await open(claimed.number);
            await reads("Harrow Works", t.verify.page.statement.nameNotChecked);
            await lacks(RENAMED, "哈罗国际认证");
          },
        ],
      ],
    );
  });

  describe("whose domain was not confirmed for weeks", () => {
    beforeAll(() => passChecks(server, DOMAIN));
    shows(
      () => contexts,
      [
        [
          "has a lapsed proof and no other",
          async ({ open, reads, lacks, t }) => {
            const start = t.issuerProof
              .lapsed(DOMAIN, "\n", "\n")
              .split("\n")
              .find((part) => part.includes(DOMAIN))!;
            await open(proved.number);
            await reads(start, t.issuerProof.none);
            await lacks(t.issuerProof.nameIsClaim);
          },
        ],
      ],
    );
  });
});

/** Records something, then shows what strangers see of it. The statements of earlier attempts remain on record. */
function showsAfter(attempt: string, record: () => Promise<unknown>, sees: Row[1]): void {
  describe(attempt, () => {
    beforeAll(async () => {
      await record();
    });
    shows(() => contexts, [["is shown for what it is", sees]]);
  });
}

/** Only the domain of this body is proved, so it is what the page names. */
const bodyIn = ({ issuerProof }: ReturnType<typeof translator>, name = BODY) =>
  sayVerifier(issuerProof, { name, identity: { kind: "domain", value: BODY_DOMAIN, checkedOn: "2026-01-01" } });

/** Nothing on the page may call a report verified by these. */
const verifiedBy = (t: ReturnType<typeof translator>, name: string) => {
  const { limited, reasonable } = t.verify.page.assurance.verified;
  return [name, bodyIn(t, name)].flatMap((one) => [limited(one), reasonable(one)]);
};

describe("a verification", () => {
  shows(
    () => contexts,
    [
      [
        "by a body of any name that proved some domain counts, next to that domain",
        async ({ open, reads, t }) => {
          const { assurance, answers } = t.verify.page;
          const [start = ""] = answers.assurance.confirmed.domain(BODY, BODY_DOMAIN, "\n").split("\n");
          await open(older.number);
          await reads(assurance.verified.limited(bodyIn(t)), start);
        },
      ],
      [
        "of an older version does not count for the next one",
        async ({ open, reads, lacks, t }) => {
          const { assurance } = t.verify.page;
          await open(older.number);
          await reads(assurance.verified.limited(bodyIn(t)), t.verify.page.answers.status.superseded);
          await open(claimed.number);
          await reads(assurance.effect.other_version);
          await lacks(...verifiedBy(t, BODY));
        },
      ],
    ],
  );

  showsAfter(
    "that only the company reports, under a famous name",
    () => reportStatement(tollgate, proved, { verifierName: "TÜV Rheinland", level: "reasonable" }),
    async ({ open, reads, lacks, page, t }) => {
      const { assurance, eye } = t.verify.page;
      await open(proved.number);
      await reads(
        assurance.reported.title.organization("TÜV Rheinland"),
        assurance.reported.text,
        assurance.effect.reported,
        assurance.identity.none,
        eye.selfDeclared,
      );
      await lacks(...verifiedBy(t, "TÜV Rheinland"));
      const { verifyMany: many } = t;
      await page.goto("/verify/many");
      await page.getByLabel(many.numbers).fill(proved.number);
      await page.getByRole("button", { name: many.check, exact: true }).click();
      await reads(many.reportedBy.organization("TÜV Rheinland"));
      await lacks(many.confirmed("TÜV Rheinland"));
    },
  );

  showsAfter(
    "of other data",
    () => reportStatement(harrow, claimed, { verifierName: "Oak Verification", packageHash: "0".repeat(64) }),
    async ({ open, reads, lacks, t }) => {
      await open(claimed.number);
      await reads(t.verify.page.assurance.effect.other_version, "Oak Verification");
      await lacks(...verifiedBy(t, "Oak Verification"));
    },
  );

  showsAfter(
    "by an account of which nothing is proved",
    async () => {
      expectRedirect(await enterStatement(larch.verifier, claimed, { verifierName: "Elm Verification" }));
    },
    async ({ open, reads, lacks, t }) => {
      await open(claimed.number);
      await reads(t.verify.page.assurance.reported.title.verifier("Elm Verification"));
      await lacks(...verifiedBy(t, "Elm Verification"));
    },
  );

  showsAfter(
    "under a famous name with a domain alone",
    async () => {
      const { workspace } = larch;
      const refused = await enterStatement(larch.verifier, claimed, { workspace, verifierName: "Bureau Veritas" });
      expect(refused.status).toBe(422);
    },
    async ({ open, reads, lacks, t }) => {
      await open(claimed.number);
      await reads(t.verify.page.assurance.title);
      await lacks("Bureau Veritas");
    },
  );

  showsAfter(
    "that is only agreed-upon procedures",
    () =>
      confirm(claimed, {
        type: "agreed_upon_procedures",
        level: "agreed_upon_procedures",
        opinion: "findings_only",
        materiality: "",
      }),
    async ({ open, reads, lacks, t }) => {
      const { verified, opinion } = t.verify.page.assurance;
      await open(claimed.number);
      await reads(verified.agreed_upon_procedures(bodyIn(t)), opinion.findings_only);
      await lacks(...verifiedBy(t, BODY));
    },
  );

  showsAfter(
    "next to an older opinion against the report, with many statements between them",
    async () => {
      const opinion = { opinion: "adverse", opinionText: "The statement is misstated." };
      expectRedirect(await enterStatement(larch.verifier, claimed, { verifierName: "Elm Verification", ...opinion }));
      for (let count = 0; count < MOST_STATEMENTS; count += 1)
        await reportStatement(harrow, claimed, { verifierName: "Oak Verification", criteria: `Criteria ${count}` });
      await confirm(claimed, {});
    },
    async ({ open, reads, lacks, give, page, t }) => {
      const { assurance } = t.verify.page;
      const isNotVerified = async () => {
        await reads(assurance.notVerified, assurance.notVerifiedThough);
        await lacks(...verifiedBy(t, BODY));
      };
      await open(claimed.number);
      await isNotVerified();
      await reads(assurance.effect.against, "The statement is misstated.");
      await page.locator("#proof > summary").click();
      await expect.poll(() => page.getByText(assurance.effect.against).count(), LONG).toBeGreaterThan(1);
      const issued = await download(server, `/verify/${claimed.number}/report.pdf?language=en`);
      await give(await saveAgain(issued), t.common.verdict.altered);
      await isNotVerified();
    },
  );

  showsAfter(
    "against whose opinion the company acts, by a withdrawal in the verifier's name",
    async () => {
      const adverse = await findStatement("adverse");
      const end = { intent: "withdraw", kind: "withdrawn_by_verifier", reason: "They changed their mind." };
      const refused = await harrow.owner.post(`${harrow.base}/assurance/statements/${adverse}`, end);
      expect(refused.status).toBe(409);
    },
    async ({ open, reads, lacks, t }) => {
      const { assurance } = t.verify.page;
      await open(claimed.number);
      await reads(assurance.notVerified, assurance.effect.against);
      await lacks("They changed their mind.", ...verifiedBy(t, BODY));
    },
  );

  showsAfter(
    "that was withdrawn",
    async () => {
      const stated = await reportStatement(tollgate, proved, { verifierName: "Elm Verification" });
      const end = { intent: "withdraw", kind: "entered_in_error", reason: "It was about another site." };
      expectRedirect(await tollgate.owner.post(new URL(stated, server.origin).pathname, end));
    },
    async ({ open, reads, lacks, t }) => {
      await open(proved.number);
      await reads(t.verify.page.assurance.effect.withdrawn);
      await lacks(...verifiedBy(t, "Elm Verification"));
    },
  );
});

/** The id of the statement with this opinion. */
async function findStatement(opinion: string): Promise<string> {
  const { rows } = await asOwner(server.ownerUrl, (db) =>
    sql<{ id: string }>`select id from assurance_statement where opinion = ${opinion}`.execute(db),
  );
  return rows[0]!.id;
}
