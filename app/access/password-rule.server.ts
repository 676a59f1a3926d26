import languageCommon from "@zxcvbn-ts/language-common";
import { normalText } from "#app/encoding/text/normal-text.ts";

/** No rule of composition: only the length, and nothing that attackers try first. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** Errors of a new password that a person can fix. Each is a message key. */
export type PasswordFault = "password_short" | "password_long" | "password_common" | "password_personal";

/** The known data of the person a password is for. */
export interface PasswordHolder {
  email: string;
  name: string;
}

/** A word with up to this many added characters still counts as that word. */
const MOST_ADDED = 4;

const words: ReadonlySet<string> = new Set(languageCommon.dictionary["passwords-common"].map((word) => fold(word)));

/** Checks the length first, so that nothing long is compared or hashed. */
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

/** A listed word, one with a few characters added, a repeated pattern, or a run such as 123456789012. */
function isCommon(plain: string): boolean {
  if (isKnown(plain) || isRun(plain)) return true;
  const unit = unitOf(plain);
  if (unit.length < plain.length && (unit.length <= MOST_ADDED || isKnown(unit))) return true;
  return withoutAdded(plain).some(isKnown);
}

function isKnown(text: string): boolean {
  return words.has(text);
}

/** The password without up to four non-letters at its start and at its end. */
function withoutAdded(plain: string): string[] {
  const before = /^[^\p{L}]{0,4}/u.exec(plain)?.[0].length ?? 0;
  const after = /[^\p{L}]{0,4}$/u.exec(plain.slice(-MOST_ADDED))?.[0].length ?? 0;
  return [plain.slice(before), plain.slice(0, plain.length - after), plain.slice(before, plain.length - after)].filter(
    (word) => word.length > MOST_ADDED,
  );
}

/** The shortest text whose repetition gives the password, where the last repetition may be incomplete. */
function unitOf(plain: string): string {
  for (let size = 1; size <= plain.length / 2; size++) {
    if (plain.startsWith(plain.slice(size))) return plain.slice(0, size);
  }
  return plain;
}

/** Each character follows the previous one, as 0 follows 9. */
function isRun(plain: string): boolean {
  const steps = [...plain].slice(1).map((character, at) => {
    const step = character.codePointAt(0)! - plain.codePointAt(at)!;
    return step === -9 ? 1 : step === 9 ? -1 : step;
  });
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/** The address, its first part or the name, alone or with a few characters around it. */
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
