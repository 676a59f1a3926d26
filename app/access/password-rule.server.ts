import languageCommon from "@zxcvbn-ts/language-common";
import { normalText } from "#app/encoding/text/normal-text.ts";

/** No rule of composition: length, and nothing that a guesser tries first. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** What a person can put right about a new password; each is a message key. */
export type PasswordFault = "password_short" | "password_long" | "password_common" | "password_personal";

/** What is known of the person a password is for. */
export interface PasswordHolder {
  email: string;
  name: string;
}

/** Characters that may be added to a word before the result counts as something of its own. */
const MOST_ADDED = 4;

const words: ReadonlySet<string> = new Set(languageCommon.dictionary["passwords-common"].map((word) => fold(word)));

/** The length comes first, so that nothing long is compared or hashed. */
export function judgePassword(password: string, { email, name }: PasswordHolder): PasswordFault | null {
  const { length } = [...password.slice(0, 2 * PASSWORD_LENGTH.max + 1)];
  if (length < PASSWORD_LENGTH.min) return "password_short";
  if (length > PASSWORD_LENGTH.max) return "password_long";
  const plain = fold(password);
  if (isPersonal(plain, [email, email.slice(0, email.lastIndexOf("@")), name])) return "password_personal";
  return isCommon(plain) ? "password_common" : null;
}

function fold(text: string): string {
  return normalText(text, "NFKC").toLowerCase();
}

/** A word of the list, one with a few characters added, one pattern repeated, or a run such as 123456789012. */
function isCommon(plain: string): boolean {
  if (isKnown(plain) || isRun(plain)) return true;
  const unit = unitOf(plain);
  if (unit.length < plain.length && (unit.length <= MOST_ADDED || isKnown(unit))) return true;
  return withoutAdded(plain).some(isKnown);
}

function isKnown(text: string): boolean {
  return words.has(text);
}

/** The password less up to four characters that are no letters, at its start and at its end. */
function withoutAdded(plain: string): string[] {
  const before = /^[^\p{L}]{0,4}/u.exec(plain)?.[0].length ?? 0;
  const after = /[^\p{L}]{0,4}$/u.exec(plain.slice(-MOST_ADDED))?.[0].length ?? 0;
  return [plain.slice(before), plain.slice(0, plain.length - after), plain.slice(before, plain.length - after)].filter(
    (word) => word.length > MOST_ADDED,
  );
}

/** The shortest text whose repetition the password is, the last one perhaps cut off. */
function unitOf(plain: string): string {
  for (let size = 1; size <= plain.length / 2; size++) {
    if (plain.startsWith(plain.slice(size))) return plain.slice(0, size);
  }
  return plain;
}

/** Each character follows the one before, as 9 is followed by 0. */
function isRun(plain: string): boolean {
  const steps = [...plain].slice(1).map((character, at) => {
    const step = character.codePointAt(0)! - plain.codePointAt(at)!;
    return step === -9 ? 1 : step === 9 ? -1 : step;
  });
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/** Address, its first part or name, as it is or with no more than a few characters around it. */
function isPersonal(plain: string, own: string[]): boolean {
  const bare = lettersOf(plain);
  return own.map(fold).some((text) => {
    const core = lettersOf(text);
    return core.length >= MOST_ADDED && bare.includes(core) && bare.length - core.length <= MOST_ADDED;
  });
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
