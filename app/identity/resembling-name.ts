import { skeletonOf } from "#app/encoding/text/name-letters.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { KNOWN_BODIES, type KnownBody } from "./known-body.ts";

/** Legal forms at the end of a name, which distinguish no issuer from another. */
const FORMS =
  "ltd limited co company inc incorporated corp corporation llc llp plc gmbh ag kg mbh sa sas sarl srl spa bv nv oy ab as pte pty group holding holdings international";
const HAN_FORMS = ["有限责任公司", "股份有限公司", "有限公司", "有限責任公司", "集团", "集團", "公司"];

/** A text as it looks in either case: without accents and look-alike letters. A capital I looks like a small l. */
function appearanceOf(text: string): string {
  const plain = skeletonOf(normalText(text, "NFKC").replace(/[’'`´]/gu, ""));
  return normalText(plain, "NFD").replace(/\p{M}/gu, "").replaceAll("i", "l");
}

/** The words of a name as they look. */
function wordsOf(name: string): string[] {
  return appearanceOf(name)
    .split(/[^\p{L}\p{N}]/u)
    .filter((word) => word !== "");
}

const FORM_WORDS: ReadonlySet<string> = new Set(wordsOf(FORMS));

/** What is left of a name without case, accents, spaces, punctuation, look-alike letters and its legal form. */
export function nameCore(name: string): string {
  const words = wordsOf(name);
  while (words.length > 1 && FORM_WORDS.has(words.at(-1)!)) words.pop();
  let core = words.join("");
  for (;;) {
    const form = HAN_FORMS.find((one) => core.endsWith(one) && core.length > one.length);
    if (form === undefined) break;
    core = core.slice(0, -form.length);
  }
  return core || normalText(name, "NFKC").trim();
}

const BODIES = KNOWN_BODIES.map((body) => ({
  body,
  words: (body.words ?? []).map((one) => wordsOf(one).join("")),
  capitals: (body.capitals ?? []).map((written) => ({ written, appearance: appearanceOf(written) })),
}));

/** The known body that a name resembles: by whole words, or by words that are written together. */
export function findKnownBody(name: string): KnownBody | null {
  const plain = normalText(name, "NFKC");
  const written = [...splitWords(plain), ...splitWords(splitCapitals(plain))];
  const words = wordsOf(name);
  const runs = [...new Set([...runsOf(words), ...runsOf(wordsOf(splitCapitals(plain)))])];
  const whole = new Set(runs);
  const joined = runs.map(readJoined);
  const han = plain.replace(/[^\p{Script=Han}]/gu, "");
  const core = nameCore(name);
  const found = BODIES.find(
    ({ body, words: own, capitals }) =>
      own.some(
        (one) =>
          whole.has(one) ||
          joined.some((run) => hasPart(run, one)) ||
          words.some((word) => beginsOrEndsWith(word, one)),
      ) ||
      capitals.some(
        (one) =>
          core === one.appearance ||
          written.some((word) => isInCapitals(word, one.written)) ||
          joined.some((run) => run.text !== one.appearance && hasPart(run, one.appearance)),
      ) ||
      (body.han ?? []).some((one) => han.includes(one)),
  );
  return found?.body ?? null;
}

const splitWords = (text: string) => text.split(/[^\p{L}\p{N}]/u);

/** `SGSCert` and `DekraTest` as two words each. */
function splitCapitals(text: string): string {
  return text.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1 ");
}

/** Words that others write directly before or after the name of a body, such as in `sgscert` and `chinadnv`. */
const COMPANIONS: readonly string[] = [
  ..."cert certs certificate certificates certification certifications certified certify certifier".split(" "),
  ..."verify verified verifier verifiers verification verifications validation validate assurance assure".split(" "),
  // After DNV, the first letter is often left out.
  "erify",
  "erification",
  ..."audit auditing auditor auditors test tests testing inspect inspection inspections lab labs laboratory".split(" "),
  ..."quality control standard standards service services solution solutions system systems technical".split(" "),
  ..."carbon co2 ghg climate esg green energy environment environmental sustainability sustainable".split(" "),
  ..."netzero zero eco footprint report reports reporting check checked approved official online portal".split(" "),
  ..."advisory consulting consult group global international intl world my the new".split(" "),
  ..."china cn asia europe eu uk usa india japan korea hongkong hk taiwan singapore vietnam thailand".split(" "),
  ..."germany deutschland france shanghai shenzhen beijing guangzhou africa america pacific apac".split(" "),
].map(appearanceOf);

/** Abbreviations with fewer letters are part of too many ordinary words. */
const SHORTEST_JOINED = 3;
/** Hardly any other word begins or ends with a name of this length. */
const LONG_NAME = 7;
/** Longer texts in one word are no names. */
const LONGEST_JOINED = 80;

/** A word, and where companions end that fill it from its beginning, and begin that fill it to its end. */
interface JoinedWord {
  text: string;
  from: Set<number>;
  to: Set<number>;
}

function readJoined(word: string): JoinedWord {
  const text = word.length > LONGEST_JOINED ? "" : word;
  const from = new Set([0]);
  const to = new Set([text.length]);
  for (let at = 0; at < text.length; at += 1)
    if (from.has(at)) for (const length of companionsAt(text, at)) from.add(at + length);
  for (let at = text.length - 1; at >= 0; at -= 1)
    if (companionsAt(text, at).some((length) => to.has(at + length))) to.add(at);
  return { text, from, to };
}

/** The lengths of the companions at a place, digits among them. */
function companionsAt(text: string, at: number): number[] {
  const found = COMPANIONS.filter((one) => text.startsWith(one, at));
  return [...found.map(({ length }) => length), ...digitsAt(text, at)];
}

/** The lengths of a number at a place. In it, 0 and 1 look like letters. */
function digitsAt(text: string, at: number): number[] {
  const [number] = /^[\dol]{1,8}/.exec(text.slice(at, at + 8)) ?? [""];
  return [...number].map((_, index) => index + 1).filter((length) => /\d/.test(number.slice(0, length)));
}

/** Whether a word is this name between companions. */
function hasPart({ text, from, to }: JoinedWord, name: string): boolean {
  if (name.length < SHORTEST_JOINED) return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (from.has(at) && to.has(at + name.length)) return true;
  return false;
}

function beginsOrEndsWith(word: string, name: string): boolean {
  return name.length >= LONG_NAME && (word.startsWith(name) || word.endsWith(name));
}

/** More words than the longest name of the list has letters. */
const LONGEST_RUN = 40;

/** Each run of whole words, written together: `S G S`, `S.G.S.` and `SG S` all contain `sgs`. */
function runsOf(words: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (let from = 0; from < words.length; from += 1) {
    let run = "";
    for (let at = from; at < words.length && at - from < LONGEST_RUN; at += 1) {
      run += words[at];
      runs.add(run);
    }
  }
  return runs;
}

/** Whether a word looks like an abbreviation in capitals. A small l looks like a capital I. */
function isInCapitals(word: string, abbreviation: string): boolean {
  const letters = [...word];
  const expected = [...abbreviation];
  return (
    letters.length === expected.length &&
    letters.every(
      (letter, at) =>
        appearanceOf(letter) === appearanceOf(expected[at]!) &&
        (!/\p{Ll}/u.test(letter) || (letter === "l" && expected[at] === "I")),
    )
  );
}
