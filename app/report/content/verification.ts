import type { Block } from "#app/press/block.ts";
import { keyValues, list, paragraph, part, section } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import { nameBody } from "./name-body.ts";
import { listStandards } from "./standards.ts";
import type { Words } from "./words.ts";

/** How a stranger checks the file, what a check does not show, and what a third party concluded. */
export function describeVerification(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const { number, publicHost } = model.facts;
  const steps: Block[] =
    number === null
      ? []
      : [
          part("verification.steps", t.verification.stepsHeading),
          list(t.verification.steps(publicHost, number).split("\n")),
        ];
  return [
    section("verification", t.verification.heading),
    ...identity(model, words),
    ...steps,
    part("verification.look_alike", t.verification.lookAlike),
    paragraph(t.verification.lookAlikeText(publicHost)),
    part("verification.limits", t.verification.limits),
    paragraph(t.verification.limitsText),
    ...assurance(model, words),
  ];
}

function identity({ facts }: ReportModel, words: Words): Block[] {
  const { t } = words;
  const { number, signingKey } = facts;
  if (number === null)
    return [paragraph(t.draftNotice), paragraph(t.draftData), keyValues([[t.verification.hash, facts.inventoryHash]])];
  return [
    keyValues([
      [t.verification.number, number],
      [t.verification.address, facts.publicHost],
      [t.verification.hash, facts.inventoryHash],
      ...(signingKey === undefined ? [] : nameKey(signingKey, words)),
    ]),
    { kind: "link", text: facts.verifyUrl, address: facts.verifyUrl, about: t.cover.linkAbout(number) },
    ...(signingKey === undefined ? [] : [paragraph(t.verification.keyText(facts.publicHost))]),
  ];
}

/** The command on a line of its own: it is typed from paper. */
function nameKey(signingKey: string, { t }: Words): [label: string, value: string][] {
  return [
    [t.verification.key, signingKey],
    [t.verification.keyCommand, "node truetonne-verify.mjs FILE --offline --key NAME"],
  ];
}

function assurance({ facts }: ReportModel, words: Words): Block[] {
  const { t } = words;
  const stated = facts.assurance;
  return [
    part("verification.assurance", t.cover.assurance),
    paragraph(
      stated.status === "not_verified"
        ? t.verification.assuranceNone
        : t.verification.assuranceBy(
            t.cover.assured[stated.status],
            nameBody(stated, words),
            stated.statement,
            words.date(stated.date),
          ),
    ),
    part("verification.accordance", t.verification.accordance),
    paragraph(
      facts.number === null
        ? t.verification.accordanceWithheld
        : t.verification.accordanceText(listStandards(facts.standards, words)),
    ),
  ];
}
